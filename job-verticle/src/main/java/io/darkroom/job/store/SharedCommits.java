package io.darkroom.job.store;

import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * Lets jobs that come at the same time share a commit. One that comes alone is written at once;
 * what comes while {@value #AT_ONCE} writes are under way goes into the next. Under load that saves
 * most of what a job costs beside its rows: round trips, commits and waiting for the disk. Used on
 * one context.
 */
final class SharedCommits {
  private static final int AT_ONCE = 2;
  private static final int MOST = 64;

  /** A job of more tasks takes its time and is written by itself. */
  private static final int TASKS = 32;

  private final Function<List<NewJob>, Future<Void>> write;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private int underWay;

  private record Waiting(NewJob job, Promise<Void> done) {}

  /**
   * Shares the commits of this write.
   *
   * @param write writes all jobs or none
   */
  SharedCommits(Function<List<NewJob>, Future<Void>> write) {
    this.write = write;
  }

  /** Succeeds when the job is durable. */
  Future<Void> insert(NewJob job) {
    if (job.taskIds().size() > TASKS) {
      return write.apply(List.of(job));
    }
    Promise<Void> done = Promise.promise();
    waiting.add(new Waiting(job, done));
    next();
    return done.future();
  }

  private void next() {
    if (underWay == AT_ONCE || waiting.isEmpty()) {
      return;
    }
    List<Waiting> batch = new ArrayList<>();
    while (batch.size() < MOST && !waiting.isEmpty()) {
      batch.add(waiting.remove());
    }
    underWay++;
    write(batch)
        .onComplete(
            _ -> {
              underWay--;
              next();
            });
  }

  private Future<Void> write(List<Waiting> batch) {
    return write
        .apply(batch.stream().map(Waiting::job).toList())
        .onSuccess(_ -> batch.forEach(one -> one.done().complete()))
        .recover(error -> batch.size() == 1 ? fail(batch, error) : apart(batch, error));
  }

  /**
   * What one job fails for must not fail the others: each gets its own commit. But a database that
   * is away is so for all of them, and may have written them.
   */
  private Future<Void> apart(List<Waiting> batch, Throwable error) {
    if (FailureException.failureOf(error).code() == FailureCode.UNAVAILABLE) {
      return fail(batch, error);
    }
    Future<Void> chain = Future.succeededFuture();
    for (Waiting one : batch) {
      chain = chain.compose(_ -> write(List.of(one)));
    }
    return chain;
  }

  private static Future<Void> fail(List<Waiting> batch, Throwable error) {
    batch.forEach(one -> one.done().fail(error));
    return Future.succeededFuture();
  }
}
