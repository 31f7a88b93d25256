package io.darkroom.job.domain;

import io.darkroom.codecs.message.ResultImage;
import io.darkroom.codecs.message.Timings;
import java.time.Instant;
import java.util.Objects;

/** Something that may change one task. Each carries the time it is applied at. */
public sealed interface TaskEvent {

  /** When the event is applied, by the job service's clock. */
  Instant at();

  /** The broker confirmed the hand-over that carries this attempt number. */
  record Dispatched(Instant at, int attempt) implements TaskEvent {}

  /** A worker has the attempt; it said so at {@code startedAt} of its clock. */
  record Started(Instant at, int attempt, String instance, Instant startedAt)
      implements TaskEvent {}

  /**
   * A result is in the blob store.
   *
   * @param image the result
   * @param timings where the time went
   * @param cached whether an earlier result was used again
   */
  record Succeeded(
      Instant at, int attempt, String instance, ResultImage image, Timings timings, boolean cached)
      implements TaskEvent {}

  /** The attempt ended without a result. */
  record Failed(Instant at, int attempt, TaskFailure failure, boolean retryable)
      implements TaskEvent {
    public Failed {
      Objects.requireNonNull(failure, "failure");
    }
  }

  /**
   * The attempt came back undone.
   *
   * @param vanished whether the worker that had it went away without a word
   */
  record Returned(Instant at, int attempt, boolean vanished) implements TaskEvent {}

  /** The reaper found that the lease of this attempt had ended. */
  record LeaseLapsed(Instant at, int attempt) implements TaskEvent {}

  /** The owner deleted an image the task needs. */
  record SourceDeleted(Instant at, TaskFailure failure) implements TaskEvent {}
}
