package io.darkroom.job.api;

import io.darkroom.codecs.message.Progress;
import io.darkroom.job.store.JobOutput;
import io.darkroom.job.store.JobRecord;
import io.darkroom.job.store.JobStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A job as clients see it; the schema {@code Job} of the contract. */
record JobView(
    String id,
    String name,
    String status,
    int priority,
    Progress progress,
    List<JobOutput> outputs,
    Optional<String> webhook,
    Instant createdAt,
    Optional<Instant> finishedAt,
    Optional<List<TaskView>> tasks,
    Optional<String> nextTaskCursor) {

  /** Without its tasks. */
  static JobView of(JobRecord job) {
    return of(job, Optional.empty(), Optional.empty());
  }

  /** With some of its tasks. */
  static JobView of(JobRecord job, JobStore.Tasks tasks) {
    List<TaskView> views = tasks.tasks().stream().map(task -> TaskView.of(job.id(), task)).toList();
    return of(job, Optional.of(views), tasks.next().map(Cursor::of));
  }

  private static JobView of(
      JobRecord job, Optional<List<TaskView>> tasks, Optional<String> nextTaskCursor) {
    return new JobView(
        job.id(),
        job.name(),
        job.status().wire(),
        job.priority(),
        job.progress(),
        job.outputs(),
        job.webhook(),
        job.createdAt(),
        job.finishedAt(),
        tasks,
        nextTaskCursor);
  }
}
