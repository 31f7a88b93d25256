package io.darkroom.kit.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * Fails what takes too long. One timer stands for everything that is under way, since all of it has
 * the same time: setting and cancelling one for each request costs more than many an answer, and
 * for a future without a context it would even wake another thread. Safe for use by any thread.
 */
public final class TimeLimit {
  private final Vertx vertx;
  private final long nanos;
  // Oldest first, a ring through this element.
  private final Entry ring = new Entry(null, 0);
  private boolean armed;

  private static final class Entry {
    private final Promise<?> result;
    private final long due;
    private Entry before = this;
    private Entry after = this;

    private Entry(Promise<?> result, long due) {
      this.result = result;
      this.due = due;
    }
  }

  /** Gives everything this long. */
  public TimeLimit(Vertx vertx, Duration limit) {
    this.vertx = vertx;
    this.nanos = limit.toNanos();
  }

  /** The same result, or a {@link TimeoutException} when it is not there in time. */
  public <T> Future<T> of(Future<T> work) {
    if (work.isComplete()) {
      return work;
    }
    Promise<T> result = Promise.promise();
    Entry entry = add(result);
    work.onComplete(
        done -> {
          if (remove(entry)) {
            result.handle(done);
          }
        });
    return result.future();
  }

  private synchronized Entry add(Promise<?> result) {
    Entry entry = new Entry(result, System.nanoTime() + nanos);
    entry.before = ring.before;
    entry.after = ring;
    ring.before.after = entry;
    ring.before = entry;
    if (!armed) {
      arm(nanos);
    }
    return entry;
  }

  private synchronized boolean remove(Entry entry) {
    if (entry.after == null) {
      return false;
    }
    entry.before.after = entry.after;
    entry.after.before = entry.before;
    entry.after = null;
    return true;
  }

  private synchronized void arm(long wait) {
    armed = true;
    vertx.setTimer(Math.max(1, wait / 1_000_000 + 1), id -> expire());
  }

  private void expire() {
    for (Entry late = nextLate(); late != null; late = nextLate()) {
      late.result.fail(new TimeoutException("not done within " + Duration.ofNanos(nanos)));
    }
  }

  /**
   * Takes the oldest entry whose time is over; arms the timer for the next one if there is none.
   */
  private synchronized Entry nextLate() {
    Entry oldest = ring.after;
    if (oldest == ring) {
      armed = false;
      return null;
    }
    long wait = oldest.due - System.nanoTime();
    if (wait > 0) {
      arm(wait);
      return null;
    }
    remove(oldest);
    return oldest;
  }
}
