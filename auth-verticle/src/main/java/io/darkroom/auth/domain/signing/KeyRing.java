package io.darkroom.auth.domain.signing;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All keys that are not yet forgotten.
 *
 * @param keys in any order
 */
public record KeyRing(List<SigningKey> keys) {
  private static final Comparator<SigningKey> BY_START =
      Comparator.comparing(SigningKey::activeFrom).thenComparing(SigningKey::kid);

  public KeyRing {
    keys = keys.stream().sorted(BY_START).toList();
  }

  /** The key that signs: of those that have begun and are not withdrawn, the one begun last. */
  public Optional<SigningKey> signing(Instant now) {
    return keys.stream()
        .filter(key -> !now.isBefore(key.activeFrom()) && key.isPublished(now))
        .max(BY_START);
  }

  /** The keys that verifiers should know, oldest first. */
  public List<SigningKey> published(Instant now) {
    return keys.stream().filter(key -> key.isPublished(now)).toList();
  }

  /** The key that will sign when every planned change has happened. */
  public Optional<SigningKey> newest() {
    return keys.stream().filter(KeyRing::everSigns).max(BY_START);
  }

  // A key that was withdrawn while it waited never comes to sign.
  private static boolean everSigns(SigningKey key) {
    return key.retiresAt().map(key.activeFrom()::isBefore).orElse(true);
  }
}
