package io.darkroom.processing.render;

import io.darkroom.processing.transform.Cancellation;
import io.vertx.core.Future;

/**
 * One computation that any number of readers wait for; it stops when the last of them has gone.
 * Confined to one event loop.
 */
final class SharedRender {
  private final Cancellation cancellation = new Cancellation();
  private Future<RenderedImage> result;
  private int readers;

  Cancellation cancellation() {
    return cancellation;
  }

  void begin(Future<RenderedImage> computation) {
    result = computation;
  }

  Future<RenderedImage> result() {
    return result;
  }

  void join() {
    readers++;
  }

  void leave() {
    readers--;
    if (readers == 0 && !result.isComplete()) {
      cancellation.cancel();
    }
  }

  boolean isDoomed() {
    return cancellation.isCancelled();
  }
}
