package io.darkroom.auth.domain.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;

/**
 * Hashes and checks passwords with Argon2id. Each call takes tens of milliseconds and the memory of
 * its parameters.
 *
 * <p>Safe for use by any thread.
 */
public final class PasswordHasher {
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  private final Argon2Parameters parameters;
  private final SecureRandom random;
  private final PasswordHash nobody;

  /** Hashes with these parameters from now on; older hashes stay checkable. */
  public PasswordHasher(Argon2Parameters parameters, SecureRandom random) {
    this.parameters = parameters;
    this.random = random;
    this.nobody = PasswordHash.of(parameters, bytes(SALT_BYTES), bytes(HASH_BYTES));
  }

  /** The PHC string of a new password, with a salt of its own. */
  public String hash(String password) {
    byte[] salt = bytes(SALT_BYTES);
    return PasswordHash.of(parameters, salt, derive(password, parameters, salt, HASH_BYTES)).text();
  }

  /**
   * Whether the password is the stored one. Without a stored hash the same work is done and the
   * answer is no, so that time does not tell which addresses have accounts.
   */
  public boolean matches(String password, Optional<String> stored) {
    PasswordHash expected = stored.map(PasswordHash::parse).orElse(nobody);
    byte[] hash = expected.hashBytes();
    byte[] actual = derive(password, expected.parameters(), expected.saltBytes(), hash.length);
    return MessageDigest.isEqual(hash, actual) && stored.isPresent();
  }

  /** Whether the hash was made with other parameters than today's. */
  public boolean isOutdated(String stored) {
    return !PasswordHash.parse(stored).parameters().equals(parameters);
  }

  private static byte[] derive(String password, Argon2Parameters cost, byte[] salt, int length) {
    // The same text typed on two systems may differ in composition.
    byte[] input =
        Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new org.bouncycastle.crypto.params.Argon2Parameters.Builder(
                org.bouncycastle.crypto.params.Argon2Parameters.ARGON2_id)
            .withVersion(org.bouncycastle.crypto.params.Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(cost.memoryKib())
            .withIterations(cost.iterations())
            .withParallelism(cost.parallelism())
            .withSalt(salt)
            .build());
    byte[] out = new byte[length];
    generator.generateBytes(input, out);
    Arrays.fill(input, (byte) 0);
    return out;
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
