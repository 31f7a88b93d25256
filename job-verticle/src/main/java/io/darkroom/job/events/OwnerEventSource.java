package io.darkroom.job.events;

import io.darkroom.codecs.message.JobEvent;
import io.darkroom.job.store.OutboxStore;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The events of all jobs of an owner. A client resumes from a time, with some overlap, and gets the
 * newest event of each job that changed since; {@code jobId} and {@code sequence} tell repetitions.
 */
public final class OwnerEventSource implements EventSource {
  // Longer than a transaction may take: events become visible a little after their time.
  private static final Duration OVERLAP = Duration.ofSeconds(30);
  private static final int REMEMBERED = 10_000;

  private final String owner;
  private final OutboxStore outbox;
  private final Map<String, Long> shown = new HashMap<>();
  private Instant since;

  /** A source for one owner, from this time on. */
  public OwnerEventSource(String owner, OutboxStore outbox, Instant since) {
    this.owner = owner;
    this.outbox = outbox;
    this.since = since;
  }

  @Override
  public boolean accept(JobEvent event) {
    if (shown.getOrDefault(event.jobId(), 0L) >= event.sequence()) {
      return false;
    }
    if (shown.size() >= REMEMBERED) {
      shown.clear();
    }
    shown.put(event.jobId(), event.sequence());
    since = event.at();
    return true;
  }

  @Override
  public String idOf(JobEvent event) {
    return String.valueOf(event.at().toEpochMilli());
  }

  @Override
  public Future<List<JobEvent>> missed() {
    return outbox.newestOfOwner(owner, since.minus(OVERLAP)).map(OutboxStore::jobEvents);
  }
}
