package io.darkroom.job.domain;

/** How many of a job's tasks are in which state. Never negative. */
public record Counts(
    int queued, int dispatched, int running, int succeeded, int failed, int cancelled) {
  public Counts {
    if (queued < 0 || dispatched < 0 || running < 0) {
      throw new IllegalArgumentException("negative count of open tasks");
    }
    if (succeeded < 0 || failed < 0 || cancelled < 0) {
      throw new IllegalArgumentException("negative count of final tasks");
    }
  }

  /** The counts of a new job. */
  public static Counts allQueued(int total) {
    return new Counts(total, 0, 0, 0, 0, 0);
  }

  /** All tasks. */
  public int total() {
    return open() + succeeded + failed + cancelled;
  }

  /** Tasks not in a final state. */
  public int open() {
    return queued + dispatched + running;
  }

  /** How many tasks are in this state. */
  public int in(TaskStatus status) {
    return switch (status) {
      case QUEUED -> queued;
      case DISPATCHED -> dispatched;
      case RUNNING -> running;
      case SUCCEEDED -> succeeded;
      case FAILED -> failed;
      case CANCELLED -> cancelled;
    };
  }

  /** The counts after one task went from one state to another. */
  public Counts moved(TaskStatus from, TaskStatus to) {
    return moved(from, to, 1);
  }

  /** The counts after {@code n} tasks went from one state to another. */
  public Counts moved(TaskStatus from, TaskStatus to, int n) {
    return plus(from, -n).plus(to, n);
  }

  /** The counts with {@code n} more tasks in a state. */
  public Counts plus(TaskStatus status, int n) {
    return switch (status) {
      case QUEUED -> new Counts(queued + n, dispatched, running, succeeded, failed, cancelled);
      case DISPATCHED -> new Counts(queued, dispatched + n, running, succeeded, failed, cancelled);
      case RUNNING -> new Counts(queued, dispatched, running + n, succeeded, failed, cancelled);
      case SUCCEEDED -> new Counts(queued, dispatched, running, succeeded + n, failed, cancelled);
      case FAILED -> new Counts(queued, dispatched, running, succeeded, failed + n, cancelled);
      case CANCELLED -> new Counts(queued, dispatched, running, succeeded, failed, cancelled + n);
    };
  }
}
