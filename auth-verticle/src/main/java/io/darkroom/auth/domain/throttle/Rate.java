package io.darkroom.auth.domain.throttle;

import java.time.Duration;

/**
 * So many tries at once, and then one per interval.
 *
 * @param burst tries that may come at once, 1 or more
 * @param interval the time in which one try grows back, at least a millisecond
 */
public record Rate(int burst, Duration interval) {
  public Rate {
    if (burst < 1 || burst > 1_000_000) {
      throw new IllegalArgumentException("burst must be 1 to 1000000");
    }
    if (interval.toMillis() < 1 || interval.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException("interval must be 1 ms to 1 day");
    }
  }
}
