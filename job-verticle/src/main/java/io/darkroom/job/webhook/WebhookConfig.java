package io.darkroom.job.webhook;

import io.darkroom.kit.config.Default;
import io.darkroom.kit.config.Range;
import java.time.Duration;

/**
 * How owners' servers are told.
 *
 * @param allowPrivate whether targets inside private networks are allowed; for trusted networks
 * @param timeout how long a target may take to answer
 * @param backoff the wait after a first failure; doubles with each further one
 * @param giveUp how long a delivery is tried
 */
public record WebhookConfig(
    @Default("false") boolean allowPrivate,
    @Default("10s") @Range(min = 100, max = 60_000) Duration timeout,
    @Default("10s") @Range(min = 10) Duration backoff,
    @Default("24h") @Range(min = 1000) Duration giveUp) {

  /** The wait after this many failed attempts, an hour at most. */
  Duration delayAfter(int attempts) {
    Duration grown = backoff.multipliedBy(1L << Math.clamp(attempts - 1L, 0, 20));
    Duration most = Duration.ofHours(1);
    return grown.compareTo(most) < 0 ? grown : most;
  }
}
