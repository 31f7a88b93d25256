package io.darkroom.auth.domain.session;

import io.darkroom.auth.domain.session.RefreshDecision.Refuse;
import io.darkroom.auth.domain.session.RefreshDecision.Repeat;
import io.darkroom.auth.domain.session.RefreshDecision.Reuse;
import io.darkroom.auth.domain.session.RefreshDecision.Rotate;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One session and its tokens in memory, following the decisions as the service does. */
final class RefreshFamily {
  private final SecureRandom random = new SecureRandom();
  private final Map<String, RefreshGrant> grants = new HashMap<>();
  private final Map<String, String> successors = new HashMap<>();
  private final RefreshRotation rotation;
  private final SessionLifetimes lifetimes;
  private Session session;
  private final RefreshToken first;

  RefreshFamily(RefreshRotation rotation, SessionLifetimes lifetimes, Instant now) {
    this.rotation = rotation;
    this.lifetimes = lifetimes;
    this.session =
        new Session(
            "ses",
            "usr",
            new ClientInfo("::1", Optional.empty()),
            now,
            now,
            now.plus(lifetimes.session()),
            false);
    this.first = RefreshToken.random(random);
    add(first, now);
  }

  RefreshToken first() {
    return first;
  }

  boolean revoked() {
    return session.revoked();
  }

  long unused() {
    return grants.values().stream().filter(grant -> grant.use().isEmpty()).count();
  }

  Optional<RefreshToken> refresh(RefreshToken token, Instant now) {
    RefreshGrant grant = withSuccessor(grants.get(token.hash()));
    return switch (rotation.decide(grant, session, now)) {
      case Rotate rotate -> Optional.of(rotate(token, grant, now));
      case Repeat repeat -> Optional.of(token.successor(repeat.nonce()));
      case Reuse reuse -> {
        session =
            new Session(
                session.id(),
                session.userId(),
                session.client(),
                session.createdAt(),
                session.lastUsedAt(),
                session.expiresAt(),
                true);
        yield Optional.empty();
      }
      case Refuse refuse -> Optional.empty();
    };
  }

  private RefreshToken rotate(RefreshToken token, RefreshGrant grant, Instant now) {
    String nonce = RefreshToken.nonce(random);
    RefreshToken next = token.successor(nonce);
    grants.put(
        token.hash(),
        new RefreshGrant(
            grant.hash(),
            grant.sessionId(),
            grant.expiresAt(),
            Optional.of(new RefreshGrant.Use(now, nonce, false))));
    successors.put(token.hash(), next.hash());
    add(next, now);
    return next;
  }

  private RefreshGrant withSuccessor(RefreshGrant grant) {
    boolean used =
        Optional.ofNullable(successors.get(grant.hash()))
            .map(grants::get)
            .filter(successor -> successor.use().isPresent())
            .isPresent();
    return new RefreshGrant(
        grant.hash(),
        grant.sessionId(),
        grant.expiresAt(),
        grant.use().map(use -> new RefreshGrant.Use(use.at(), use.nonce(), used)));
  }

  private void add(RefreshToken token, Instant now) {
    grants.put(
        token.hash(),
        new RefreshGrant(
            token.hash(), "ses", lifetimes.refreshExpiry(now, session), Optional.empty()));
  }

  static SessionLifetimes lifetimes() {
    return new SessionLifetimes(Duration.ofMinutes(15), Duration.ofDays(30), Duration.ofDays(365));
  }
}
