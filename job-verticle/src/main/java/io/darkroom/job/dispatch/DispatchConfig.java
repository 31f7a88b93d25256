package io.darkroom.job.dispatch;

import io.darkroom.job.domain.RetryPolicy;
import io.darkroom.kit.config.Default;
import io.darkroom.kit.config.Range;
import java.time.Duration;

/**
 * How tasks are handed over and tried again.
 *
 * @param waiting normal tasks that may wait in the broker for a worker
 * @param inFlight normal tasks that may wait or run
 * @param heavyWaiting as {@code waiting}, for the lane of expensive images
 * @param heavyInFlight as {@code inFlight}, for the lane of expensive images
 * @param poll how often to look for work without being told of any
 * @param maxTries started attempts that may end badly before a task is given up
 * @param dispatchLease how long a first hand-over may wait for a worker
 * @param maxDispatchLease how long a later one may wait
 * @param runLease how long a worker may be silent
 * @param backoff the wait after a first bad attempt
 * @param maxBackoff the longest wait
 */
public record DispatchConfig(
    @Default("16") @Range(min = 1, max = 10_000) int waiting,
    @Default("256") @Range(min = 1, max = 100_000) int inFlight,
    @Default("2") @Range(min = 1, max = 10_000) int heavyWaiting,
    @Default("32") @Range(min = 1, max = 100_000) int heavyInFlight,
    @Default("500ms") @Range(min = 10, max = 60_000) Duration poll,
    @Default("5") @Range(min = 1, max = 100) int maxTries,
    @Default("60s") @Range(min = 100) Duration dispatchLease,
    @Default("15m") @Range(min = 100) Duration maxDispatchLease,
    @Default("45s") @Range(min = 100) Duration runLease,
    @Default("1s") @Range(min = 1) Duration backoff,
    @Default("5m") @Range(min = 1) Duration maxBackoff) {

  /** The part of this the rules need. */
  public RetryPolicy retryPolicy() {
    return new RetryPolicy(
        maxTries, dispatchLease, maxDispatchLease, runLease, backoff, maxBackoff);
  }
}
