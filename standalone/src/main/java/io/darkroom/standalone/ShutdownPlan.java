package io.darkroom.standalone;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must be undone when the platform ends, last done first. A step that fails or hangs does not
 * keep the others from being taken.
 */
final class ShutdownPlan {
  private static final Logger log = LoggerFactory.getLogger(ShutdownPlan.class);

  /** All drains together: whoever stops a platform should not have to kill it. */
  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(30);

  /** A drain gets this much even when those before it took all the time. */
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

  private final Deque<Step> steps = new ArrayDeque<>();
  private long drainEnds;

  private record Step(String name, AutoCloseable action) {}

  /** Adds a step that bounds itself. */
  synchronized void add(String name, AutoCloseable action) {
    steps.push(new Step(name, action));
  }

  /** Adds a step that may take what is left of the time to drain. */
  void addDrain(String name, Supplier<Future<?>> drain) {
    add(
        name,
        () ->
            drain
                .get()
                .await(
                    Math.max(CLOSE_LIMIT.toNanos(), drainEnds - System.nanoTime()),
                    TimeUnit.NANOSECONDS));
  }

  /** Takes every step; a second call finds nothing to do. */
  synchronized void run() {
    drainEnds = System.nanoTime() + DRAIN_LIMIT.toNanos();
    while (!steps.isEmpty()) {
      Step step = steps.pop();
      try {
        step.action().close();
        log.atDebug().addKeyValue("step", step.name()).log("shutdown step taken");
      } catch (Exception failed) {
        log.atWarn().addKeyValue("step", step.name()).setCause(failed).log("shutdown step failed");
      }
    }
  }
}
