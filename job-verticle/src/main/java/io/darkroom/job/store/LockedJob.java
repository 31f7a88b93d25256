package io.darkroom.job.store;

import io.darkroom.codecs.message.EventKind;
import io.darkroom.codecs.message.JobEvent;
import io.darkroom.codecs.message.Progress;
import io.darkroom.codecs.message.TaskChange;
import io.darkroom.job.domain.Counts;
import io.darkroom.job.domain.JobState;
import io.darkroom.job.domain.JobStatus;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Optional;

/** A job whose row is locked by the running transaction, with the state as it develops. */
final class LockedJob {
  private final String id;
  private final String owner;
  private final String traceparent;
  private final JobState before;
  private final long sequenceBefore;
  private JobState state;
  private long sequence;

  private LockedJob(String id, String owner, String traceparent, JobState state, long sequence) {
    this.id = id;
    this.owner = owner;
    this.traceparent = traceparent;
    this.before = state;
    this.state = state;
    this.sequence = sequence;
    this.sequenceBefore = sequence;
  }

  static LockedJob of(Row row) {
    Counts counts =
        new Counts(
            row.getInteger("queued"),
            row.getInteger("dispatched"),
            row.getInteger("running"),
            row.getInteger("succeeded"),
            row.getInteger("failed"),
            row.getInteger("cancelled"));
    return new LockedJob(
        row.getString("id"),
        row.getString("owner"),
        row.getString("traceparent"),
        new JobState(JobStatus.fromWire(row.getString("status")), counts),
        row.getLong("sequence"));
  }

  String id() {
    return id;
  }

  String owner() {
    return owner;
  }

  String traceparent() {
    return traceparent;
  }

  JobState state() {
    return state;
  }

  long sequence() {
    return sequence;
  }

  void become(JobState next) {
    state = next;
  }

  boolean changed() {
    return !state.equals(before) || sequence != sequenceBefore;
  }

  boolean statusChanged() {
    return state.status() != before.status();
  }

  boolean justEnded() {
    return state.status().isFinal() && !before.status().isFinal();
  }

  /** The next event of this job; takes a sequence number. */
  JobEvent event(EventKind kind, Instant at, Optional<TaskChange> task) {
    sequence++;
    return new JobEvent(
        id, owner, sequence, kind, at, state.status().wire(), progress(state.counts()), task);
  }

  static Progress progress(Counts counts) {
    return new Progress(counts.total(), counts.succeeded(), counts.failed() + counts.cancelled());
  }
}
