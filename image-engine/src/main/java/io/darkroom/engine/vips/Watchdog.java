package io.darkroom.engine.vips;

import io.darkroom.codecs.failure.FailureException;
import io.darkroom.engine.RenderOptions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Stops native evaluation that is cancelled or late. libvips clears its flag once it has noticed
 * it, so the flag is set again until the render is gone.
 */
final class Watchdog implements AutoCloseable {
  private static final long PERIOD_MILLIS = 25;

  private final Map<Scope, RenderOptions> watched = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("darkroom-vips-watchdog").daemon().factory());

  Watchdog() {
    timer.scheduleWithFixedDelay(this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  void watch(Scope scope, RenderOptions options) {
    watched.put(scope, options);
  }

  void forget(Scope scope) {
    watched.remove(scope);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void look() {
    watched.forEach(
        (scope, options) -> {
          try {
            options.check();
          } catch (FailureException over) {
            scope.kill();
          }
        });
  }
}
