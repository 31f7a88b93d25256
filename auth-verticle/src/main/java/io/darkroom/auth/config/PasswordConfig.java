package io.darkroom.auth.config;

import io.darkroom.auth.domain.password.Argon2Parameters;
import io.darkroom.kit.config.DataSize;
import io.darkroom.kit.config.Default;
import io.darkroom.kit.config.Range;

/**
 * Which passwords are accepted and what hashing them may cost. The cost is OWASP's recommendation
 * for Argon2id; hashes made with another cost are renewed at the next sign-in.
 *
 * @param minLength the fewest characters
 * @param memory memory of one hash
 * @param iterations passes over it
 * @param parallelism lanes
 * @param threads hashes computed at once; each takes a processor and its memory
 * @param queue hashes that may wait; more are refused as overloaded
 */
public record PasswordConfig(
    @Default("10") @Range(min = 8, max = 64) int minLength,
    @Default("19MiB") @Range(min = 8 << 10, max = 1 << 30) DataSize memory,
    @Default("2") @Range(min = 1, max = 100) int iterations,
    @Default("1") @Range(min = 1, max = 16) int parallelism,
    @Default("2") @Range(min = 1, max = 64) int threads,
    @Default("128") @Range(min = 1, max = 10_000) int queue) {

  /** The cost of one hash. */
  public Argon2Parameters cost() {
    return new Argon2Parameters(Math.toIntExact(memory.bytes() >> 10), iterations, parallelism);
  }
}
