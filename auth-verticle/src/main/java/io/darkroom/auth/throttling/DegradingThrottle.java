package io.darkroom.auth.throttling;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;

/** Counts in the first place, and in the second whenever the first fails. */
public final class DegradingThrottle implements Throttle {
  private final Throttle shared;
  private final Throttle local;

  /** Prefers the shared one. */
  public DegradingThrottle(Throttle shared, Throttle local) {
    this.shared = shared;
    this.local = local;
  }

  @Override
  public Future<Optional<Duration>> take(Limit limit) {
    return shared.take(limit).recover(away -> local.take(limit));
  }

  @Override
  public Future<Void> giveBack(Limit limit) {
    return shared.giveBack(limit).recover(away -> local.giveBack(limit));
  }
}
