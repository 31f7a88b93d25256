package io.darkroom.load.drive;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Collects latencies and errors of one run. For one thread. */
final class Recorder {
  private static final long HIGHEST = TimeUnit.MINUTES.toNanos(2);

  private final Histogram latencies = new Histogram(HIGHEST, 3);
  private final Map<String, Integer> errors = new TreeMap<>();

  void success(long nanos) {
    latencies.recordValue(Math.clamp(nanos, 0, HIGHEST));
  }

  void error(String kind) {
    errors.merge(kind, 1, Integer::sum);
  }

  Measurement finish(String name, int connections, double seconds) {
    long count = latencies.getTotalCount();
    return new Measurement(
        name,
        connections,
        seconds,
        count,
        errors.values().stream().mapToInt(Integer::intValue).sum(),
        count / seconds,
        new Percentiles(
            millis(50), millis(90), millis(99), millis(99.9), latencies.getMaxValue() / 1e6),
        Map.copyOf(errors));
  }

  private double millis(double percentile) {
    return latencies.getValueAtPercentile(percentile) / 1e6;
  }
}
