package io.darkroom.auth.config;

import io.darkroom.auth.domain.session.RefreshRotation;
import io.darkroom.auth.domain.session.SessionLifetimes;
import io.darkroom.kit.config.Default;
import io.darkroom.kit.config.Range;
import java.time.Duration;

/**
 * How long a sign-in lasts.
 *
 * @param access lifetime of access tokens
 * @param keyAccess lifetime of access tokens made for API keys
 * @param refresh lifetime of a refresh token that is not used
 * @param lifetime the longest a session can be renewed
 * @param grace how long a lost refresh answer can be fetched again
 * @param most live sessions of one account; a further one ends the oldest
 */
public record SessionConfig(
    @Default("15m") @Range(min = 1_000, max = 86_400_000) Duration access,
    @Default("5m") @Range(min = 1_000, max = 3_600_000) Duration keyAccess,
    @Default("30d") Duration refresh,
    @Default("365d") Duration lifetime,
    @Default("10s") @Range(min = 0, max = 60_000) Duration grace,
    @Default("50") @Range(min = 1, max = 1_000) int most) {

  /** The lifetimes as the domain wants them. */
  public SessionLifetimes lifetimes() {
    return new SessionLifetimes(access, refresh, lifetime);
  }

  /** The rules of rotation. */
  public RefreshRotation rotation() {
    return new RefreshRotation(grace);
  }

  /** The longest any access token lives. */
  public Duration longestAccess() {
    return access.compareTo(keyAccess) > 0 ? access : keyAccess;
  }
}
