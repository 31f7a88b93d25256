package io.darkroom.job.domain;

import java.time.Duration;

/**
 * How patient the platform is with a task.
 *
 * @param maxTries started attempts that may end badly before the task is given up, 1 to 100
 * @param dispatchLease how long the first hand-over may wait for a worker; doubles with each
 *     further hand-over, because a queue that long has not lost anything
 * @param maxDispatchLease the longest such wait
 * @param runLease how long a started attempt may be silent
 * @param backoff first wait after a failure; doubles with each further failure
 * @param maxBackoff the longest such wait
 */
public record RetryPolicy(
    int maxTries,
    Duration dispatchLease,
    Duration maxDispatchLease,
    Duration runLease,
    Duration backoff,
    Duration maxBackoff) {
  public RetryPolicy {
    if (maxTries < 1 || maxTries > 100) {
      throw new IllegalArgumentException("maxTries must be 1 to 100, not " + maxTries);
    }
    for (Duration d : new Duration[] {dispatchLease, maxDispatchLease, runLease}) {
      if (d.isNegative() || d.isZero()) {
        throw new IllegalArgumentException("a lease must be longer than nothing");
      }
    }
  }

  /** How long hand-over number {@code attempt} (from 1) may wait for a worker. */
  public Duration leaseOfDispatch(int attempt) {
    return doubled(dispatchLease, maxDispatchLease, attempt);
  }

  /**
   * The wait before the next attempt after {@code tries} bad ones.
   *
   * @param spread 0 to 1; spreads waits over 75 to 125 per cent so that tasks that failed together
   *     do not return together
   */
  public Duration delayAfter(int tries, double spread) {
    Duration full = doubled(backoff, maxBackoff, tries);
    return Duration.ofMillis(Math.round(full.toMillis() * (0.75 + spread / 2)));
  }

  private static Duration doubled(Duration first, Duration limit, int nth) {
    int shift = Math.clamp(nth - 1L, 0, 20);
    Duration grown = first.multipliedBy(1L << shift);
    return grown.compareTo(limit) < 0 ? grown : limit;
  }
}
