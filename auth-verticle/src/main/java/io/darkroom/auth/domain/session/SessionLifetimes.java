package io.darkroom.auth.domain.session;

import java.time.Duration;
import java.time.Instant;

/**
 * How long things of a session last.
 *
 * @param access access tokens
 * @param refresh a refresh token that is not used
 * @param session the whole session, however often it is renewed
 */
public record SessionLifetimes(Duration access, Duration refresh, Duration session) {
  public SessionLifetimes {
    if (access.compareTo(Duration.ofSeconds(1)) < 0
        || refresh.compareTo(access) < 0
        || session.compareTo(refresh) < 0) {
      throw new IllegalArgumentException(
          "lifetimes must be at least 1 s and grow: access, refresh, session");
    }
  }

  /** When a refresh token made now ends. */
  public Instant refreshExpiry(Instant now, Session session) {
    Instant own = now.plus(refresh);
    return own.isBefore(session.expiresAt()) ? own : session.expiresAt();
  }
}
