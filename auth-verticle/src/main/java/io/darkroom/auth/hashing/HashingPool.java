package io.darkroom.auth.hashing;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A few named threads and a bounded queue. Work beyond it is refused at once as {@code overloaded}
 * with a hint when to come back.
 *
 * <p>Safe for use by any thread; futures complete on the context given at creation.
 */
public final class HashingPool {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final Context context;
  private final ThreadPoolExecutor executor;
  private final Counter refused;

  /**
   * Starts no thread yet.
   *
   * @param threads tasks that run at once
   * @param queue tasks that may wait
   */
  public HashingPool(Context context, int threads, int queue, MeterRegistry meters) {
    AtomicInteger count = new AtomicInteger();
    this.context = context;
    this.executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queue),
            task -> {
              Thread thread = new Thread(task, "auth-hashing-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    this.executor.allowCoreThreadTimeOut(true);
    this.refused = meters.counter("darkroom.auth.hashing.refused");
    Gauge.builder("darkroom.auth.hashing.queue", executor, e -> e.getQueue().size())
        .description("Password checks that wait for a thread")
        .register(meters);
  }

  /** Runs the task on one of the threads. Whatever becomes of it, the future completes. */
  public <T> Future<T> run(Callable<T> task) {
    Work<T> work = new Work<>(context, task, Promise.promise());
    try {
      executor.execute(work);
    } catch (RejectedExecutionException full) {
      refused.increment();
      return Future.failedFuture(
          Failure.of(FailureCode.OVERLOADED, "Too many sign-ins at once")
              .retryingAfter(RETRY_AFTER)
              .asException());
    }
    return work.promise().future();
  }

  /** Refuses new work and what waits; to be called after the last request was answered. */
  public Future<Void> stop() {
    for (Runnable waiting : executor.shutdownNow()) {
      if (waiting instanceof Work<?> work) {
        work.fail(Failure.of(FailureCode.UNAVAILABLE, "The service is stopping").asException());
      }
    }
    return Future.succeededFuture();
  }

  private record Work<T>(Context context, Callable<T> task, Promise<T> promise)
      implements Runnable {
    @Override
    public void run() {
      try {
        T value = task.call();
        context.runOnContext(done -> promise.complete(value));
      } catch (Exception | Error failed) {
        // A hash that finds no memory is an Error, and its request must not wait for a time-out.
        fail(failed);
      }
    }

    void fail(Throwable cause) {
      context.runOnContext(done -> promise.fail(cause));
    }
  }
}
