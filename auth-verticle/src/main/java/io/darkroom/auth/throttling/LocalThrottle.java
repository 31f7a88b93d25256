package io.darkroom.auth.throttling;

import io.darkroom.auth.domain.throttle.Gcra;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Counts in this process; forgets whoever was quiet longest when there are too many. */
public final class LocalThrottle implements Throttle {
  private static final int MOST = 50_000;

  private final InstantSource clock;
  private final Map<String, Long> tats =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST;
        }
      };

  /** Counts by this clock. */
  public LocalThrottle(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Future<Optional<Duration>> take(Limit limit) {
    synchronized (tats) {
      long tat = tats.getOrDefault(limit.subject(), 0L);
      Gcra.Outcome outcome = Gcra.take(tat, clock.millis(), limit.rate());
      tats.put(limit.subject(), outcome.tat());
      return Future.succeededFuture(outcome.retryAfter());
    }
  }

  @Override
  public Future<Void> giveBack(Limit limit) {
    synchronized (tats) {
      tats.computeIfPresent(limit.subject(), (subject, tat) -> Gcra.giveBack(tat, limit.rate()));
      return Future.succeededFuture();
    }
  }
}
