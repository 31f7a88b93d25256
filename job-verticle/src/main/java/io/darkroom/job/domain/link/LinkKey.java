package io.darkroom.job.domain.link;

import io.darkroom.codecs.digest.Sha256;
import io.darkroom.kit.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret that links are signed with.
 *
 * @param id names it in signatures; tells nothing about the secret
 * @param secret at least as long as a signature is strong
 */
public record LinkKey(String id, Secret secret) {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SECRET_BYTES = 32;
  private static final int ID_BYTES = 4;

  /** A key nobody can guess. */
  public static LinkKey generate(SecureRandom random) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return of(Secret.of(HexFormat.of().formatHex(secret)));
  }

  /** The key of a secret; the same secret always gives the same id. */
  public static LinkKey of(Secret secret) {
    String named = "darkroom link key\n" + secret.reveal();
    return new LinkKey(Sha256.hex(named).substring(0, 2 * ID_BYTES), secret);
  }

  byte[] sign(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      byte[] key = secret.reveal().getBytes(StandardCharsets.UTF_8);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
