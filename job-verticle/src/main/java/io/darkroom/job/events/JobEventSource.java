package io.darkroom.job.events;

import io.darkroom.codecs.message.JobEvent;
import io.darkroom.job.store.OutboxStore;
import io.vertx.core.Future;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The events of one job, each exactly once and in order, told apart by their sequence. */
public final class JobEventSource implements EventSource {
  private static final int AT_ONCE = 1_000;

  private final String jobId;
  private final OutboxStore outbox;
  private final Supplier<Future<JobEvent>> snapshot;
  private OptionalLong shown;

  /**
   * A source for one job.
   *
   * @param after the last sequence the client has; empty when it has nothing
   * @param snapshot the job as it is now, for a client without history or too far behind
   */
  public JobEventSource(
      String jobId, OutboxStore outbox, OptionalLong after, Supplier<Future<JobEvent>> snapshot) {
    this.jobId = jobId;
    this.outbox = outbox;
    this.shown = after;
    this.snapshot = snapshot;
  }

  @Override
  public boolean accept(JobEvent event) {
    if (!event.jobId().equals(jobId)
        || (shown.isPresent() && event.sequence() <= shown.getAsLong())) {
      return false;
    }
    shown = OptionalLong.of(event.sequence());
    return true;
  }

  @Override
  public String idOf(JobEvent event) {
    return String.valueOf(event.sequence());
  }

  @Override
  public Future<List<JobEvent>> missed() {
    if (shown.isEmpty()) {
      return snapshot.get().map(List::of);
    }
    return outbox
        .ofJob(jobId, shown.getAsLong(), AT_ONCE)
        .compose(
            entries ->
                entries.size() == AT_ONCE
                    ? snapshot.get().map(List::of)
                    : Future.succeededFuture(OutboxStore.jobEvents(entries)));
  }
}
