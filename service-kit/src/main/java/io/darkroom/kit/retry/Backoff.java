package io.darkroom.kit.retry;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Exponentially growing pauses with full jitter, so that many instances that lost the same server
 * do not come back in step. Not thread-safe: belongs to one retrying loop.
 */
public final class Backoff {
  private final long firstMs;
  private final long limitMs;
  private int failures;

  /** Pauses that start around {@code first} and never exceed {@code limit}. */
  public Backoff(Duration first, Duration limit) {
    this.firstMs = Math.max(1, first.toMillis());
    this.limitMs = Math.max(firstMs, limit.toMillis());
  }

  /** The next pause in milliseconds: between half and the whole of the current step. */
  public long nextMs() {
    long step = Math.min(limitMs, firstMs << Math.min(failures, 20));
    failures++;
    return step / 2 + ThreadLocalRandom.current().nextLong(step - step / 2) + 1;
  }

  /** Starts again from the first pause, after a success. */
  public void reset() {
    failures = 0;
  }
}
