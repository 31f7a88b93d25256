package io.darkroom.processing.meter;

import io.darkroom.engine.Timings;
import io.darkroom.processing.admission.Admission;
import io.darkroom.processing.admission.Rank;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.function.IntSupplier;

/** The meters of one instance. Safe for any thread. */
public final class ProcessingMeters {
  private static final String PREFIX = "darkroom.processing.";

  private final MeterRegistry registry;

  /** Meters in this registry. */
  public ProcessingMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Shows how busy the workers are. */
  public void watch(Admission admission, int slots, IntSupplier batches) {
    gauge("slots.busy", () -> slots - admission.idleSlots());
    gauge("waiting", admission::waiting);
    gauge("memory.bytes", admission::usedMemory);
    gauge("batches", batches::getAsInt);
  }

  private void gauge(String name, java.util.function.Supplier<Number> value) {
    Gauge.builder(PREFIX + name, value).register(registry);
  }

  /** Time in line for a worker. */
  public void waited(Rank rank, Duration time) {
    timer("wait", "rank", rank.name().toLowerCase(Locale.ROOT)).record(time);
  }

  /** Time in the engine. */
  public void rendered(Timings timings) {
    timer("phase", "phase", "decode").record(timings.decode());
    timer("phase", "phase", "steps").record(timings.steps());
    timer("phase", "phase", "encode").record(timings.encode());
  }

  /** Time to store a result. */
  public void stored(Duration time) {
    timer("phase", "phase", "store").record(time);
  }

  /** A result was looked for in a cache. */
  public void lookedUp(boolean hit) {
    registry.counter(PREFIX + "cache", "result", hit ? "hit" : "miss").increment();
  }

  /** A task ended; {@code outcome} is {@code succeeded} or a failure code. */
  public void ended(String outcome) {
    registry.counter(PREFIX + "tasks", "outcome", outcome).increment();
  }

  private Timer timer(String name, String tag, String value) {
    return registry.timer(PREFIX + name, tag, value);
  }
}
