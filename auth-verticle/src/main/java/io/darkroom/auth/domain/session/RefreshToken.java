package io.darkroom.auth.domain.session;

import io.darkroom.codecs.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A refresh token as the client holds it: 256 bits that say nothing. Only its hash is stored.
 *
 * <p>A successor is derived from the token and a random nonce, so that a client whose answer was
 * lost can be given the same successor again, without the server keeping it readable: the stored
 * nonce is of no use without the token.
 */
public final class RefreshToken {
  private static final String PREFIX = "drr_";
  private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");
  private static final int BYTES = 32;

  private final String wire;

  private RefreshToken(String wire) {
    this.wire = wire;
  }

  /** The first token of a family. */
  public static RefreshToken random(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return of(bytes);
  }

  /** Reads what a client sent; empty when it cannot be one of ours. */
  public static Optional<RefreshToken> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new RefreshToken(text)) : Optional.empty();
  }

  /** A nonce for {@link #successor}. */
  public static String nonce(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** The token that replaces this one; the same for the same nonce. */
  public RefreshToken successor(String nonce) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(wire.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
      return of(mac.doFinal(nonce.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  /** SHA-256 in hex: what is stored and looked up. */
  public String hash() {
    return Sha256.hex(wire);
  }

  /** The text to hand to the client, and to nobody else. */
  public String reveal() {
    return wire;
  }

  private static RefreshToken of(byte[] bytes) {
    return new RefreshToken(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  @Override
  public String toString() {
    return PREFIX + "******";
  }
}
