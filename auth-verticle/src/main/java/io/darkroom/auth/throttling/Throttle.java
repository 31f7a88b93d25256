package io.darkroom.auth.throttling;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/** Somewhere to count tries. */
public interface Throttle {
  /** Takes one try; the answer is empty when it is allowed, else how long to wait. */
  Future<Optional<Duration>> take(Limit limit);

  /** Gives a try back that turned out to be rightful. */
  Future<Void> giveBack(Limit limit);
}
