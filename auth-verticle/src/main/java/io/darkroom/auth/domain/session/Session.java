package io.darkroom.auth.domain.session;

import java.time.Instant;

/**
 * One sign-in.
 *
 * @param id a {@code ses_} identifier, the {@code sid} of its access tokens
 * @param lastUsedAt when it was made or last renewed
 * @param expiresAt when it ends even if it is renewed until then
 * @param revoked ended before its time
 */
public record Session(
    String id,
    String userId,
    ClientInfo client,
    Instant createdAt,
    Instant lastUsedAt,
    Instant expiresAt,
    boolean revoked) {

  /** Whether it can still be renewed. */
  public boolean isLive(Instant now) {
    return !revoked && now.isBefore(expiresAt);
  }
}
