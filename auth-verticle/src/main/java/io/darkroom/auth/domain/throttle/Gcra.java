package io.darkroom.auth.domain.throttle;

import java.time.Duration;
import java.util.Optional;

/**
 * The generic cell rate algorithm on one number: the theoretical arrival time (TAT), in
 * milliseconds since the epoch, at which the bucket will be full again.
 */
public final class Gcra {
  private Gcra() {}

  /**
   * The outcome of one try.
   *
   * @param tat what to keep; unchanged when refused
   * @param retryAfter empty when allowed, else how long until one try fits
   */
  public record Outcome(long tat, Optional<Duration> retryAfter) {}

  /** Takes one try at {@code now}; a {@code tat} of 0 is a full bucket. */
  public static Outcome take(long tat, long now, Rate rate) {
    long interval = rate.interval().toMillis();
    long next = Math.max(tat, now) + interval;
    long early = next - now - interval * rate.burst();
    return early > 0
        ? new Outcome(tat, Optional.of(Duration.ofMillis(early)))
        : new Outcome(next, Optional.empty());
  }

  /** Gives one taken try back. */
  public static long giveBack(long tat, Rate rate) {
    return Math.max(0, tat - rate.interval().toMillis());
  }
}
