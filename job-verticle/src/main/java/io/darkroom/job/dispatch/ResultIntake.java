package io.darkroom.job.dispatch;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.darkroom.codecs.message.Outcome;
import io.darkroom.codecs.message.ResultMessage;
import io.darkroom.job.domain.TaskEvent;
import io.darkroom.job.domain.TaskFailure;
import io.darkroom.job.meter.JobMeters;
import io.darkroom.job.store.TaskLedger;
import io.darkroom.job.store.TaskSignal;
import io.darkroom.kit.broker.Delivery;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Applies what processing reports. Whatever arrived while one transaction ran goes into the next,
 * so under load many results share a commit; without load each has its own, a breath apart. Used on
 * one context.
 */
public final class ResultIntake {
  private static final int BATCH = 256;
  private static final int DETAIL = 1_000;
  private static final long BREATH_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Vertx vertx;
  private final TaskLedger ledger;
  private final InstantSource clock;
  private final JobMeters meters;
  private final Runnable applied;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private boolean busy;
  private long lastBegin = System.nanoTime() - BREATH_NANOS;

  private record Waiting(TaskSignal signal, Promise<Void> done) {}

  /**
   * An intake into this ledger.
   *
   * @param applied run after each transaction, when there may be room for further work
   */
  public ResultIntake(
      Vertx vertx, TaskLedger ledger, InstantSource clock, JobMeters meters, Runnable applied) {
    this.vertx = vertx;
    this.ledger = ledger;
    this.clock = clock;
    this.meters = meters;
    this.applied = applied;
  }

  /** Takes one message; the future succeeds when it is committed. */
  public Future<Void> take(Delivery delivery) {
    if (!(delivery.message() instanceof ResultMessage result)) {
      return Future.failedFuture(
          Failure.of(FailureCode.INVALID_REQUEST, "not a result").asException());
    }
    Promise<Void> done = Promise.promise();
    meters.reported(result.outcome());
    waiting.add(new Waiting(new TaskSignal(result.jobId(), result.taskId(), event(result)), done));
    work();
    return done.future();
  }

  private void work() {
    if (busy || waiting.isEmpty()) {
      return;
    }
    busy = true;
    long early = lastBegin + BREATH_NANOS - System.nanoTime();
    if (early > 0 && waiting.size() < BATCH) {
      vertx.setTimer(TimeUnit.NANOSECONDS.toMillis(early) + 1, _ -> begin());
    } else {
      begin();
    }
  }

  private void begin() {
    lastBegin = System.nanoTime();
    List<Waiting> batch = new ArrayList<>();
    while (batch.size() < BATCH && !waiting.isEmpty()) {
      batch.add(waiting.remove());
    }
    apply(batch)
        .onComplete(
            _ -> {
              busy = false;
              applied.run();
              work();
            });
  }

  private Future<Void> apply(List<Waiting> batch) {
    return ledger
        .apply(batch.stream().map(Waiting::signal).toList())
        .onSuccess(_ -> batch.forEach(one -> one.done().complete()))
        .recover(error -> batch.size() == 1 ? fail(batch, error) : split(batch, error));
  }

  /** A fault that one message has must not hold up the others: they are applied one by one. */
  private Future<Void> split(List<Waiting> batch, Throwable error) {
    if (FailureException.failureOf(error).code() == FailureCode.UNAVAILABLE) {
      return fail(batch, error);
    }
    Future<Void> chain = Future.succeededFuture();
    for (Waiting one : batch) {
      chain = chain.compose(_ -> apply(List.of(one)));
    }
    return chain;
  }

  private static Future<Void> fail(List<Waiting> batch, Throwable error) {
    batch.forEach(one -> one.done().fail(error));
    return Future.succeededFuture();
  }

  private TaskEvent event(ResultMessage result) {
    Instant now = clock.instant();
    return switch (result.outcome()) {
      case Outcome.Started started ->
          new TaskEvent.Started(now, result.attempt(), result.instance(), started.at());
      case Outcome.Succeeded ok ->
          new TaskEvent.Succeeded(
              now, result.attempt(), result.instance(), ok.image(), ok.timings(), ok.cached());
      case Outcome.Failed failed ->
          new TaskEvent.Failed(
              now,
              result.attempt(),
              new TaskFailure(failed.code(), storable(failed.detail())),
              failed.retryable());
      case Outcome.Returned returned ->
          new TaskEvent.Returned(now, result.attempt(), returned.vanished());
    };
  }

  /** The database keeps no NUL, and nobody reads a novel. */
  private static String storable(String detail) {
    String clean = detail.replace("\0", "");
    return clean.substring(0, Math.min(clean.length(), DETAIL));
  }
}
