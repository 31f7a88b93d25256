package io.darkroom.auth.domain.password;

/**
 * The cost of one hash.
 *
 * @param memoryKib memory in KiB, 8 or more per lane
 * @param iterations passes over it, 1 or more
 * @param parallelism lanes, 1 to 16
 */
public record Argon2Parameters(int memoryKib, int iterations, int parallelism) {
  public Argon2Parameters {
    if (parallelism < 1 || parallelism > 16) {
      throw new IllegalArgumentException("argon2 parallelism must be 1 to 16");
    }
    if (memoryKib < 8 * parallelism || memoryKib > 1 << 21) {
      throw new IllegalArgumentException("argon2 memory must be 8 KiB per lane to 2 GiB");
    }
    if (iterations < 1 || iterations > 100) {
      throw new IllegalArgumentException("argon2 iterations must be 1 to 100");
    }
  }
}
