package io.darkroom.auth.domain.apikey;

import io.darkroom.codecs.digest.Sha256;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A key as its owner holds it: {@code drk_} and 43 letters and digits, 256 bits. It is random
 * enough for a plain SHA-256 to keep it safe.
 */
public final class ApiKeySecret {
  private static final String PREFIX = "drk_";
  private static final int LENGTH = 43;
  private static final int SHOWN = 8;
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9]{" + LENGTH + "}");

  private final String wire;

  private ApiKeySecret(String wire) {
    this.wire = wire;
  }

  /** A new key. */
  public static ApiKeySecret random(SecureRandom random) {
    StringBuilder text = new StringBuilder(PREFIX);
    for (int i = 0; i < LENGTH; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new ApiKeySecret(text.toString());
  }

  /** Reads what a client sent; empty when it cannot be one of ours. */
  public static Optional<ApiKeySecret> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new ApiKeySecret(text)) : Optional.empty();
  }

  /** The part that may be shown later. */
  public String prefix() {
    return wire.substring(0, PREFIX.length() + SHOWN);
  }

  /** SHA-256 in hex: what is stored and looked up. */
  public String hash() {
    return Sha256.hex(wire);
  }

  /** The text to show once. */
  public String reveal() {
    return wire;
  }

  @Override
  public String toString() {
    return prefix() + "******";
  }
}
