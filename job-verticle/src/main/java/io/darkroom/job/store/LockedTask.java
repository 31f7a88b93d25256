package io.darkroom.job.store;

import io.darkroom.codecs.message.TaskChange;
import io.darkroom.job.domain.TaskEvent;
import io.darkroom.job.domain.TaskFailure;
import io.darkroom.job.domain.TaskState;
import io.darkroom.job.domain.TaskStatus;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;

/** A task of a locked job, with the state and the times as they develop. */
final class LockedTask {
  private final String id;
  private final String imageId;
  private final String output;
  private TaskState state;
  private boolean touched;
  private Optional<Instant> dispatchedAt = Optional.empty();
  private Optional<Instant> startedAt = Optional.empty();
  private Optional<Instant> finishedAt = Optional.empty();
  private Optional<TaskEvent.Succeeded> success = Optional.empty();

  private LockedTask(String id, String imageId, String output, TaskState state) {
    this.id = id;
    this.imageId = imageId;
    this.output = output;
    this.state = state;
  }

  static LockedTask of(Row row) {
    Optional<TaskFailure> failure =
        Columns.optionalString(row, "failure_code")
            .map(code -> new TaskFailure(code, row.getString("failure_detail")));
    TaskState state =
        new TaskState(
            TaskStatus.fromWire(row.getString("status")),
            row.getInteger("attempt"),
            row.getInteger("tries"),
            Columns.instant(row, "not_before"),
            Columns.optionalInstant(row, "lease_until"),
            Columns.optionalInstant(row, "worker_start"),
            Columns.optionalString(row, "instance"),
            failure);
    return new LockedTask(
        row.getString("id"), row.getString("image_id"), row.getString("output"), state);
  }

  String id() {
    return id;
  }

  TaskState state() {
    return state;
  }

  boolean touched() {
    return touched;
  }

  Optional<TaskEvent.Succeeded> success() {
    return success;
  }

  void become(TaskState next, TaskEvent event) {
    touched = true;
    if (next.status() != state.status()) {
      switch (next.status()) {
        case DISPATCHED -> dispatchedAt = Optional.of(event.at());
        case RUNNING -> startedAt = Optional.of(event.at());
        case SUCCEEDED, FAILED, CANCELLED -> finishedAt = Optional.of(event.at());
        case QUEUED -> {}
      }
    }
    if (event instanceof TaskEvent.Succeeded succeeded) {
      success = Optional.of(succeeded);
    }
    state = next;
  }

  TaskChange change() {
    return new TaskChange(
        id, imageId, output, state.status().wire(), state.failure().map(TaskFailure::code));
  }

  /** The parameters of {@link TaskRows#UPDATE}. */
  Tuple stateColumns() {
    return Tuple.tuple()
        .addString(id)
        .addString(state.status().wire())
        .addInteger(state.attempt())
        .addInteger(state.tries())
        .addOffsetDateTime(Columns.time(state.notBefore()))
        .addOffsetDateTime(Columns.timeOrNull(state.lease()))
        .addOffsetDateTime(Columns.timeOrNull(state.startedAt()))
        .addString(state.instance().orElse(null))
        .addString(state.failure().map(TaskFailure::code).orElse(null))
        .addString(state.failure().map(TaskFailure::detail).orElse(null))
        .addOffsetDateTime(Columns.timeOrNull(dispatchedAt))
        .addOffsetDateTime(Columns.timeOrNull(startedAt))
        .addOffsetDateTime(Columns.timeOrNull(finishedAt));
  }

  /** The parameters of {@link TaskRows#UPDATE_RESULT}. */
  Tuple resultColumns(TaskEvent.Succeeded result) {
    return Tuple.tuple()
        .addString(id)
        .addString(result.image().sha256())
        .addString(result.image().format())
        .addInteger(result.image().width())
        .addInteger(result.image().height())
        .addLong(result.image().bytes())
        .addBoolean(result.cached())
        .addLong(result.timings().queuedMs())
        .addLong(result.timings().decodeMs())
        .addLong(result.timings().stepsMs())
        .addLong(result.timings().encodeMs())
        .addLong(result.timings().storeMs());
  }
}
