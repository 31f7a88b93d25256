package io.darkroom.auth.domain.signing;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * When keys change.
 *
 * @param lead how long a key is published before it signs; longer than verifiers cache
 * @param overlap how long a key stays published after it stopped signing; longer than any token
 * @param every the age at which a key is replaced
 */
public record KeyPolicy(Duration lead, Duration overlap, Duration every) {
  public KeyPolicy {
    if (lead.isNegative() || overlap.isNegative() || every.compareTo(lead.plus(overlap)) < 0) {
      throw new IllegalArgumentException(
          "key rotation must be less often than its lead and overlap take");
    }
  }

  /** Whether it is time for a new key. */
  public boolean isDue(KeyRing ring, Instant now) {
    return ring.newest().map(key -> !now.isBefore(key.activeFrom().plus(every))).orElse(true);
  }

  /** When a key made now begins to sign: after the lead, and after every other key that waits. */
  public Instant start(KeyRing ring, Instant now) {
    Instant start = now.plus(lead).truncatedTo(ChronoUnit.MILLIS);
    return ring.newest()
        .map(key -> key.activeFrom().plusMillis(1))
        .filter(after -> after.isAfter(start))
        .orElse(start);
  }

  /** Adds a key that takes over after the lead; the others stay until their tokens have ended. */
  public KeyRing rotate(KeyRing ring, SigningKey fresh) {
    return with(ring, fresh, fresh.activeFrom().plus(overlap));
  }

  /** Adds a key that takes over now and withdraws all others: every access token ends. */
  public KeyRing replace(KeyRing ring, SigningKey fresh) {
    return with(ring, fresh, fresh.activeFrom());
  }

  private static KeyRing with(KeyRing ring, SigningKey fresh, Instant othersEnd) {
    List<SigningKey> keys = new ArrayList<>();
    ring.keys().forEach(key -> keys.add(key.retiring(othersEnd)));
    keys.add(fresh);
    return new KeyRing(keys);
  }
}
