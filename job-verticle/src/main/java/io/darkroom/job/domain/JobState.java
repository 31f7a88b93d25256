package io.darkroom.job.domain;

/**
 * A job as far as its tasks decide it.
 *
 * @param status derived from the counts and kept, because a running job stays running while its
 *     only tasks wait for another try
 * @param counts its tasks by state
 */
public record JobState(JobStatus status, Counts counts) {

  /** A new job of this many tasks. */
  public static JobState created(int tasks) {
    return new JobState(JobStatus.QUEUED, Counts.allQueued(tasks));
  }

  /** The job with other counts and the status that follows from them. */
  public JobState with(Counts next) {
    return new JobState(statusOf(next), next);
  }

  private JobStatus statusOf(Counts next) {
    if (next.open() == 0) {
      return finalStatus(next);
    }
    boolean begun = next.open() != next.queued() || next.queued() != next.total();
    return begun || status != JobStatus.QUEUED ? JobStatus.RUNNING : JobStatus.QUEUED;
  }

  private static JobStatus finalStatus(Counts next) {
    if (next.cancelled() > 0) {
      return JobStatus.CANCELLED;
    }
    if (next.failed() == 0) {
      return JobStatus.SUCCEEDED;
    }
    return next.succeeded() == 0 ? JobStatus.FAILED : JobStatus.PARTIAL;
  }
}
