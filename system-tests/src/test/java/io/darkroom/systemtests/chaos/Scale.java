package io.darkroom.systemtests.chaos;

import java.time.Duration;

/**
 * How much happens in a run. {@code -Dchaos=long} asks for the long form, {@code -Dchaos.seed=N}
 * repeats the choices of an earlier run (not its timing, which is the machine's).
 *
 * @param tasks in all
 * @param faults in all
 * @param owners who submit at the same time
 * @param silence how long nothing may be finished before that counts as stuck
 */
record Scale(int tasks, int faults, int owners, long seed, Duration silence) {

  static Scale asked() {
    long seed = Long.getLong("chaos.seed", System.nanoTime() & 0xffffff);
    return switch (System.getProperty("chaos", "quick")) {
      case "quick" -> new Scale(2_000, 5, 4, seed, Duration.ofSeconds(90));
      case "long" -> new Scale(20_000, 30, 8, seed, Duration.ofMinutes(2));
      default -> throw new IllegalArgumentException("-Dchaos=quick or -Dchaos=long");
    };
  }

  @Override
  public String toString() {
    return "%d tasks, %d faults, repeat with -Dchaos.seed=%d".formatted(tasks, faults, seed);
  }
}
