package io.darkroom.auth.background;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a task again and again with a pause between the end of one run and the start of the next. A
 * failed run is logged and does not end it. To be used on one context.
 */
public final class Recurring {
  private static final Logger log = LoggerFactory.getLogger(Recurring.class);

  private final Vertx vertx;
  private final String name;
  private final Duration pause;
  private final Supplier<Future<Void>> task;
  private Future<Void> running = Future.succeededFuture();
  private long timer = -1;
  private boolean stopped;

  /** Prepares; {@link #start} begins with a pause. */
  public Recurring(Vertx vertx, String name, Duration pause, Supplier<Future<Void>> task) {
    this.vertx = vertx;
    this.name = name;
    this.pause = pause;
    this.task = task;
  }

  /** Begins. */
  public Recurring start() {
    // Instances that were started together should not ask the database together for ever.
    long millis = pause.toMillis();
    long jitter = ThreadLocalRandom.current().nextLong(millis / 5 + 1);
    timer = vertx.setTimer(Math.max(1, millis - jitter), id -> run());
    return this;
  }

  /** Ends it; completes when a run that was under way is through. */
  public Future<Void> stop() {
    stopped = true;
    vertx.cancelTimer(timer);
    return running.otherwiseEmpty();
  }

  private void run() {
    running = task.get();
    running.onComplete(
        done -> {
          if (done.failed()) {
            log.atWarn()
                .addKeyValue("task", name)
                .addKeyValue("cause", String.valueOf(done.cause().getMessage()))
                .log("background task failed, will be tried again");
          }
          if (!stopped) {
            start();
          }
        });
  }
}
