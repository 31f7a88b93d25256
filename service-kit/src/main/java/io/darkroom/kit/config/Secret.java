package io.darkroom.kit.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Objects;

/** A text that never prints: not in logs, not in errors, not in the table of effective settings. */
public final class Secret {
  private final String value;

  private Secret(String value) {
    this.value = Objects.requireNonNull(value, "value");
  }

  /** Wraps a text. */
  public static Secret of(String value) {
    return new Secret(value);
  }

  /** The text itself; the caller takes care that it goes only where it is needed. */
  public String reveal() {
    return value;
  }

  /** Whether there is nothing to hide. */
  public boolean isEmpty() {
    return value.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that
        && MessageDigest.isEqual(
            value.getBytes(StandardCharsets.UTF_8), that.value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return Secret.class.hashCode();
  }

  @Override
  public String toString() {
    return "******";
  }
}
