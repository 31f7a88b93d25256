package io.darkroom.job.api;

import io.darkroom.codecs.message.Timings;
import io.darkroom.job.domain.TaskFailure;
import io.darkroom.job.store.TaskRecord;
import java.time.Instant;
import java.util.Optional;

/** A task as clients see it; the schema {@code Task} of the contract. */
record TaskView(
    String id,
    String image,
    String output,
    String status,
    int attempt,
    Optional<TaskFailure> failure,
    Optional<ResultView> result,
    Timeline timeline) {

  /** When what happened, and where the worker's time went. */
  record Timeline(
      Instant createdAt,
      Optional<Instant> dispatchedAt,
      Optional<Instant> startedAt,
      Optional<Instant> finishedAt,
      Optional<Long> queuedMs,
      Optional<Long> decodeMs,
      Optional<Long> stepsMs,
      Optional<Long> encodeMs,
      Optional<Long> storeMs,
      Optional<Boolean> cached) {

    static Timeline of(TaskRecord task) {
      Optional<Timings> timings = task.timings();
      return new Timeline(
          task.times().createdAt(),
          task.times().dispatchedAt(),
          task.times().startedAt(),
          task.times().finishedAt(),
          timings.map(Timings::queuedMs),
          timings.map(Timings::decodeMs),
          timings.map(Timings::stepsMs),
          timings.map(Timings::encodeMs),
          timings.map(Timings::storeMs),
          timings.map(_ -> task.cached()));
    }
  }

  static TaskView of(String jobId, TaskRecord task) {
    return new TaskView(
        task.id(),
        task.imageId(),
        task.output(),
        task.status().wire(),
        task.attempt(),
        task.failure(),
        ResultView.of(jobId, task),
        Timeline.of(task));
  }
}
