package io.darkroom.auth.token;

import io.darkroom.auth.domain.signing.KeySealer;
import io.darkroom.auth.domain.signing.SigningKey;
import io.darkroom.auth.hashing.HashingPool;
import io.darkroom.auth.store.SigningKeyStore.StoredKey;
import io.vertx.core.Future;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Makes keys, turns them into rows and back; all of it off the event loop. */
public final class KeyVault {
  private final KeySealer sealer;
  private final SecureRandom random;
  private final HashingPool pool;

  /** Works on these threads. */
  public KeyVault(KeySealer sealer, SecureRandom random, HashingPool pool) {
    this.sealer = sealer;
    this.random = random;
    this.pool = pool;
  }

  Future<SigningKey> make(Instant now, Instant activeFrom) {
    return pool.run(() -> SigningKey.generate(random, now, activeFrom));
  }

  Future<StoredKey> close(SigningKey key) {
    return pool.run(
        () ->
            new StoredKey(
                key.kid(),
                Base64.getEncoder().encodeToString(key.publicKey().getEncoded()),
                sealer.seal(key.kid(), key.privateKey().getEncoded()),
                key.createdAt(),
                key.activeFrom(),
                key.retiresAt()));
  }

  Future<SigningKey> open(StoredKey row, Optional<SigningKey> known) {
    return known
        .map(key -> Future.succeededFuture(with(row, key.publicKey(), key.privateKey())))
        .orElseGet(() -> pool.run(() -> open(row)));
  }

  private SigningKey open(StoredKey row) throws GeneralSecurityException {
    KeyFactory factory = KeyFactory.getInstance("EC");
    byte[] spki = Base64.getDecoder().decode(row.publicKey());
    byte[] pkcs8 = sealer.open(row.kid(), row.privateKey());
    return with(
        row,
        (ECPublicKey) factory.generatePublic(new X509EncodedKeySpec(spki)),
        (ECPrivateKey) factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
  }

  private static SigningKey with(StoredKey row, ECPublicKey publicKey, ECPrivateKey privateKey) {
    return new SigningKey(
        row.kid(), publicKey, privateKey, row.createdAt(), row.activeFrom(), row.retiresAt());
  }
}
