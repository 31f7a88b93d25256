package io.darkroom.embedded;

import java.time.Duration;

/** The end of a bounded wait. */
record Deadline(long nanos) {

  static Deadline in(Duration limit) {
    return new Deadline(System.nanoTime() + limit.toNanos());
  }

  boolean passed() {
    return nanos - System.nanoTime() <= 0;
  }

  /** Milliseconds left, never negative. */
  long millisLeft() {
    return Math.max(0, (nanos - System.nanoTime()) / 1_000_000);
  }

  /** Sleeps for a step of a polling loop; an interrupt ends the wait as a failure. */
  void pause(long millis) {
    try {
      Thread.sleep(Math.max(1, Math.min(millis, millisLeft())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackendException("interrupted while waiting for a backend", e);
    }
  }
}
