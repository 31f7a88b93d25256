package io.darkroom.job.meter;

import io.darkroom.codecs.message.Lane;
import io.darkroom.codecs.message.Outcome;
import io.darkroom.job.domain.TaskStatus;
import io.darkroom.job.store.BacklogStore.Backlog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * The meters of one instance. Safe for any thread. What is read from the database is of the whole
 * platform and the same on every instance; what is counted is of this instance.
 */
public final class JobMeters {
  private static final String PREFIX = "darkroom.job.";

  private final MeterRegistry registry;
  private volatile Backlog backlog = Backlog.NONE;

  /** Meters in this registry. */
  public JobMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Shows the backlog as it was last measured. */
  public void watch() {
    for (Lane lane : Lane.values()) {
      for (TaskStatus status :
          List.of(TaskStatus.QUEUED, TaskStatus.DISPATCHED, TaskStatus.RUNNING)) {
        gauge(
            "tasks",
            Tags.of("lane", lane.wire(), "status", status.wire()),
            () -> backlog.tasks(lane.wire(), status.wire()));
      }
    }
    gauge("outbox.waiting", Tags.empty(), () -> backlog.outbox());
    gauge("outbox.lag.seconds", Tags.empty(), () -> backlog.outboxLagSeconds());
    gauge("webhooks.waiting", Tags.empty(), () -> backlog.webhooks());
  }

  private void gauge(String name, Tags tags, Supplier<Number> value) {
    Gauge.builder(PREFIX + name, value).tags(tags).register(registry);
  }

  /** The backlog was measured. */
  public void measured(Backlog now) {
    backlog = now;
  }

  /** A task that could go since then was taken by the broker. */
  public void handedOver(Instant dueSince) {
    registry.timer(PREFIX + "dispatch.wait").record(Duration.between(dueSince, Instant.now()));
  }

  /** Processing reported something of a task. */
  public void reported(Outcome outcome) {
    String kind =
        switch (outcome) {
          case Outcome.Started _ -> "started";
          case Outcome.Succeeded _ -> "succeeded";
          case Outcome.Failed failed -> failed.retryable() ? "failed-retryable" : "failed";
          case Outcome.Returned _ -> "returned";
        };
    registry.counter(PREFIX + "reports", "outcome", kind).increment();
  }

  /**
   * A webhook was tried; {@code status} is {@code delivered}, {@code pending} or {@code failed}.
   */
  public void webhookTried(String status) {
    registry.counter(PREFIX + "webhooks", "status", status).increment();
  }
}
