package io.darkroom.kit.broker;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;

/** Makes promises whose listeners run where the caller is at home, not where they are kept. */
final class Promises {
  private Promises() {}

  static <T> Promise<T> onCaller(Vertx vertx) {
    return ((ContextInternal) vertx.getOrCreateContext()).promise();
  }
}
