package io.darkroom.kit.discovery;

import io.vertx.core.Future;

/** An announced instance. */
@FunctionalInterface
public interface Registration {
  /** Takes the announcement back; closing twice is harmless. */
  Future<Void> close();
}
