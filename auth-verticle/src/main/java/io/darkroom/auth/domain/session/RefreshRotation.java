package io.darkroom.auth.domain.session;

import io.darkroom.auth.domain.session.RefreshDecision.Refuse;
import io.darkroom.auth.domain.session.RefreshDecision.Repeat;
import io.darkroom.auth.domain.session.RefreshDecision.Reuse;
import io.darkroom.auth.domain.session.RefreshDecision.Rotate;
import java.time.Duration;
import java.time.Instant;

/**
 * The rules of rotation. They look at one token and its session; the caller holds the session's
 * lock while it asks and acts.
 *
 * @param grace how long after its use a token is answered with the same successor again, as long as
 *     that successor is unused; covers two tabs renewing at once and answers lost on the way
 */
public record RefreshRotation(Duration grace) {
  public RefreshRotation {
    if (grace.isNegative() || grace.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new IllegalArgumentException("refresh grace must be 0 to 60 s");
    }
  }

  /** Decides about a token whose hash was found. */
  public RefreshDecision decide(RefreshGrant grant, Session session, Instant now) {
    if (!session.isLive(now)) {
      return new Refuse();
    }
    // A used token is judged before its age: an old one that comes back is a theft all the same.
    if (grant.use().isPresent()) {
      RefreshGrant.Use use = grant.use().get();
      boolean repeated = !use.successorUsed() && now.isBefore(use.at().plus(grace));
      return repeated ? new Repeat(use.nonce()) : new Reuse();
    }
    return now.isBefore(grant.expiresAt()) ? new Rotate() : new Refuse();
  }
}
