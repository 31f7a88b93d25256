package io.darkroom.kit.retry;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats an asynchronous attempt until it succeeds or a time limit has passed. */
public final class Retry {
  private static final Logger log = LoggerFactory.getLogger(Retry.class);

  private final Vertx vertx;
  private final String what;
  private final long endNanos;
  private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(3));

  private Retry(Vertx vertx, String what, Duration limit) {
    this.vertx = vertx;
    this.what = what;
    this.endNanos = System.nanoTime() + limit.toNanos();
  }

  /**
   * Tries at once and then again after growing pauses.
   *
   * @param what names the thing waited for in the log
   * @param limit no new attempt starts after it; the last attempt's failure is the result then
   */
  public static <T> Future<T> until(
      Vertx vertx, String what, Duration limit, Supplier<Future<T>> attempt) {
    return new Retry(vertx, what, limit).attempt(attempt);
  }

  private <T> Future<T> attempt(Supplier<Future<T>> attempt) {
    return attempt.get().recover(error -> again(attempt, error));
  }

  private <T> Future<T> again(Supplier<Future<T>> attempt, Throwable error) {
    long pauseMs = backoff.nextMs();
    if (System.nanoTime() + pauseMs * 1_000_000 > endNanos) {
      return Future.failedFuture(error);
    }
    log.atInfo()
        .addKeyValue("what", what)
        .addKeyValue("cause", String.valueOf(error.getMessage()))
        .addKeyValue("pauseMs", pauseMs)
        .log("not reachable yet, trying again");
    Promise<T> result = Promise.promise();
    vertx.setTimer(pauseMs, id -> attempt(attempt).onComplete(result));
    return result.future();
  }
}
