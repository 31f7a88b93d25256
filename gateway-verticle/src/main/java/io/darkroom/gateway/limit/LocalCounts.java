package io.darkroom.gateway.limit;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The same algorithm within this process, for as long as Redis is away. Bounded: whoever asked
 * least recently is forgotten first. To be used from one event loop.
 */
final class LocalCounts {
  private static final int MOST = 50_000;

  private final LongSupplier micros;
  private final Map<String, Long> rests =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST;
        }
      };

  LocalCounts(LongSupplier micros) {
    this.micros = micros;
  }

  RateDecision check(List<RateSubject> subjects) {
    long now = micros.getAsLong();
    RateDecision tightest = null;
    for (RateSubject subject : subjects) {
      RateDecision one = look(subject, now);
      boolean tighter =
          tightest == null
              || one.retryAfter().compareTo(tightest.retryAfter()) > 0
              || (tightest.allowed() && one.remaining() < tightest.remaining());
      tightest = tighter ? one : tightest;
    }
    if (tightest != null && tightest.allowed()) {
      subjects.forEach(subject -> rests.put(subject.key(), next(subject, now)));
    }
    return tightest;
  }

  private RateDecision look(RateSubject subject, long now) {
    Rate rate = subject.rate();
    long next = next(subject, now);
    long spare = now - (next - rate.burst() * rate.intervalMicros());
    return new RateDecision(
        spare >= 0,
        rate,
        Math.max(0, Math.floorDiv(spare, rate.intervalMicros())),
        Duration.of(next - now, ChronoUnit.MICROS),
        Duration.of(Math.max(0, -spare), ChronoUnit.MICROS));
  }

  private long next(RateSubject subject, long now) {
    long rest = Math.max(now, rests.getOrDefault(subject.key(), now));
    return rest + subject.rate().intervalMicros();
  }
}
