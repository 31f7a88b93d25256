package io.darkroom.job.dispatch;

import io.darkroom.codecs.failure.FailureException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a step again and again, never twice at once: at once while there is more to do, soon when
 * nudged, and otherwise after a pause. Nudges that come close together make one step, so that a
 * flood of small changes costs few transactions and a single one does not wait. A failed step is
 * logged and tried again after the pause.
 */
public final class Loop {
  private static final Logger log = LoggerFactory.getLogger(Loop.class);

  private static final long BREATH_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Vertx vertx;
  private final Context context;
  private final String name;
  private final Duration pause;
  private final Supplier<Future<Boolean>> step;
  private final Promise<Void> ended = Promise.promise();
  private boolean running;
  private boolean nudged;
  private boolean soon;
  private boolean stopped;
  private boolean failing;
  private long timer = -1;
  private long lastBegin = System.nanoTime() - BREATH_NANOS;

  private Loop(Vertx vertx, String name, Duration pause, Supplier<Future<Boolean>> step) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.name = name;
    this.pause = pause;
    this.step = step;
  }

  /**
   * Starts to run the step on the current context.
   *
   * @param step tells whether there may be more to do
   */
  public static Loop start(
      Vertx vertx, String name, Duration pause, Supplier<Future<Boolean>> step) {
    Loop loop = new Loop(vertx, name, pause, step);
    loop.nudge();
    return loop;
  }

  /** Makes the step run soon. Safe for any thread. */
  public void nudge() {
    context.runOnContext(_ -> runSoon());
  }

  /** Runs the step no more; completes when the running one has ended. */
  public Future<Void> stop() {
    context.runOnContext(
        _ -> {
          stopped = true;
          vertx.cancelTimer(timer);
          if (!running) {
            ended.tryComplete();
          }
        });
    return ended.future();
  }

  /** Runs the step now, or a breath after its last beginning. */
  private void runSoon() {
    if (running || stopped) {
      nudged = true;
      return;
    }
    long early = lastBegin + BREATH_NANOS - System.nanoTime();
    if (early <= 0) {
      run();
    } else if (!soon) {
      soon = true;
      vertx.cancelTimer(timer);
      timer = vertx.setTimer(TimeUnit.NANOSECONDS.toMillis(early) + 1, _ -> run());
    }
  }

  private void run() {
    if (running || stopped) {
      return;
    }
    vertx.cancelTimer(timer);
    running = true;
    nudged = false;
    soon = false;
    lastBegin = System.nanoTime();
    // A failure in the step itself is a failed step like any other.
    Future.<Boolean>future(promise -> step.get().onComplete(promise)).onComplete(this::done);
  }

  private void done(Boolean more, Throwable error) {
    running = false;
    if (stopped) {
      ended.tryComplete();
      return;
    }
    if (error != null) {
      logFailure(error);
      timer = vertx.setTimer(Math.max(pause.toMillis(), 500), _ -> run());
      return;
    }
    failing = false;
    if (more) {
      run();
    } else if (nudged) {
      runSoon();
    } else {
      timer = vertx.setTimer(pause.toMillis(), _ -> run());
    }
  }

  private void logFailure(Throwable error) {
    boolean expected = error instanceof FailureException;
    var entry = failing && expected ? log.atDebug() : log.atWarn();
    entry
        .addKeyValue("loop", name)
        .addKeyValue("cause", String.valueOf(error.getMessage()))
        .setCause(expected ? null : error)
        .log("step failed, will run again");
    failing = true;
  }
}
