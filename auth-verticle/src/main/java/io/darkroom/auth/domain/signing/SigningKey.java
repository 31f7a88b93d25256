package io.darkroom.auth.domain.signing;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * One ES256 key pair.
 *
 * @param kid the name tokens refer to it by
 * @param activeFrom when it begins to sign
 * @param retiresAt when it is no longer published, once a newer key is planned
 */
public record SigningKey(
    String kid,
    ECPublicKey publicKey,
    ECPrivateKey privateKey,
    Instant createdAt,
    Instant activeFrom,
    Optional<Instant> retiresAt) {

  /** Makes a new pair on curve P-256. */
  public static SigningKey generate(SecureRandom random, Instant now, Instant activeFrom) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      KeyPair pair = generator.generateKeyPair();
      byte[] kid = new byte[8];
      random.nextBytes(kid);
      return new SigningKey(
          HexFormat.of().formatHex(kid),
          (ECPublicKey) pair.getPublic(),
          (ECPrivateKey) pair.getPrivate(),
          now,
          activeFrom,
          Optional.empty());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has P-256", e);
    }
  }

  /** Whether verifiers should know it. */
  public boolean isPublished(Instant now) {
    return retiresAt.map(now::isBefore).orElse(true);
  }

  /** This key, withdrawn at the given time or earlier if that was planned already. */
  public SigningKey retiring(Instant at) {
    Instant end = retiresAt.filter(planned -> planned.isBefore(at)).orElse(at);
    return new SigningKey(kid, publicKey, privateKey, createdAt, activeFrom, Optional.of(end));
  }

  @Override
  public String toString() {
    return "SigningKey[" + kid + "]";
  }
}
