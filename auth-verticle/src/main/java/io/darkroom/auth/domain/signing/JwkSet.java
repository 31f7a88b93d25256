package io.darkroom.auth.domain.signing;

import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.List;

/**
 * The public keys as verifiers read them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7517">RFC 7517</a>
 */
public record JwkSet(List<Jwk> keys) {
  private static final int COORDINATE_BYTES = 32;

  /** One P-256 public key; {@code x} and {@code y} are base 64 for URLs without padding. */
  public record Jwk(
      String kty, String crv, String alg, String use, String kid, String x, String y) {}

  /** Describes these keys. */
  public static JwkSet of(List<SigningKey> keys) {
    return new JwkSet(keys.stream().map(JwkSet::describe).toList());
  }

  private static Jwk describe(SigningKey key) {
    ECPublicKey point = key.publicKey();
    return new Jwk(
        "EC",
        "P-256",
        "ES256",
        "sig",
        key.kid(),
        coordinate(point.getW().getAffineX()),
        coordinate(point.getW().getAffineY()));
  }

  // Fixed width: BigInteger adds a sign byte or drops leading zeros.
  private static String coordinate(BigInteger value) {
    byte[] raw = value.toByteArray();
    byte[] fixed = new byte[COORDINATE_BYTES];
    int length = Math.min(raw.length, COORDINATE_BYTES);
    System.arraycopy(raw, raw.length - length, fixed, COORDINATE_BYTES - length, length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(fixed);
  }
}
