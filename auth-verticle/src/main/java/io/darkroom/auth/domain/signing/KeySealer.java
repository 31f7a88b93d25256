package io.darkroom.auth.domain.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes private keys for the database and reads them back: sealed with AES-256-GCM under a secret
 * that is not in the database, or plain when there is none.
 *
 * <p>Deriving the key takes a good part of a second: not for an event loop.
 */
public final class KeySealer {
  private static final String PLAIN = "plain";
  private static final String SEALED = "sealed";
  private static final int SALT_BYTES = 16;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int ITERATIONS = 210_000;

  private final Optional<String> secret;
  private final SecureRandom random;

  /** Seals with this secret; without one keys are written plain. */
  public KeySealer(Optional<String> secret, SecureRandom random) {
    this.secret = secret;
    this.random = random;
  }

  /** The text to store. */
  public String seal(String kid, byte[] privateKey) {
    if (secret.isEmpty()) {
      return PLAIN + ":" + encode(privateKey);
    }
    byte[] salt = new byte[SALT_BYTES];
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(salt);
    random.nextBytes(nonce);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, secret.get(), kid, salt, nonce).doFinal(privateKey);
      return String.join(":", SEALED, encode(salt), encode(nonce), encode(sealed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the signing key could not be sealed", e);
    }
  }

  /**
   * Reads a stored text.
   *
   * @throws IllegalStateException when it is sealed and the secret is missing or another one
   */
  public byte[] open(String kid, String stored) {
    String[] parts = stored.split(":", -1);
    if (parts.length == 2 && parts[0].equals(PLAIN)) {
      return decode(parts[1]);
    }
    if (parts.length != 4 || !parts[0].equals(SEALED)) {
      throw new IllegalStateException("signing key " + kid + " has an unknown form");
    }
    String secretText =
        secret.orElseThrow(
            () ->
                new IllegalStateException(
                    "signing key " + kid + " is sealed and no secret is configured"));
    try {
      return cipher(Cipher.DECRYPT_MODE, secretText, kid, decode(parts[1]), decode(parts[2]))
          .doFinal(decode(parts[3]));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "signing key " + kid + " is sealed under another secret than the configured one", e);
    }
  }

  private static Cipher cipher(int mode, String secret, String kid, byte[] salt, byte[] nonce)
      throws GeneralSecurityException {
    byte[] key =
        SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
            .generateSecret(new PBEKeySpec(secret.toCharArray(), salt, ITERATIONS, 256))
            .getEncoded();
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(kid.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] decode(String text) {
    return Base64.getDecoder().decode(text);
  }
}
