package io.darkroom.kit.token;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.Optional;

/**
 * What an unverified token says of itself.
 *
 * @param algorithm its {@code alg}
 * @param keyId its {@code kid}
 */
record TokenHeader(String algorithm, String keyId) {
  private static final int MOST = 8 << 10;

  /** Reads the header of a token of three parts; empty when anything about its form is wrong. */
  static Optional<TokenHeader> parse(String token) {
    if (token.length() > MOST) {
      return Optional.empty();
    }
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3 || parts[0].isEmpty() || parts[1].isEmpty() || parts[2].isEmpty()) {
      return Optional.empty();
    }
    try {
      JsonObject header = new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(parts[0])));
      return header.getValue("alg") instanceof String algorithm
              && header.getValue("kid") instanceof String keyId
              && !header.containsKey("crit")
          ? Optional.of(new TokenHeader(algorithm, keyId))
          : Optional.empty();
    } catch (IllegalArgumentException | DecodeException broken) {
      return Optional.empty();
    }
  }
}
