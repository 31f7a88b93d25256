package io.darkroom.job.domain;

import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.job.domain.Transition.Effect;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The rules: what an event makes of a task and its job.
 *
 * <p>Messages may come twice, late, out of order or not at all. Three rules make that harmless. A
 * final state absorbs every message. A success counts whichever attempt it is from, since the same
 * source and recipe give the same bytes. A transient failure, a start, a return and a lapsed lease
 * count only for the attempt that is current.
 */
public final class JobMachine {
  private static final Set<TaskStatus> OPEN =
      EnumSet.of(TaskStatus.QUEUED, TaskStatus.DISPATCHED, TaskStatus.RUNNING);
  private static final TaskFailure VANISHED =
      new TaskFailure(FailureCode.UNAVAILABLE.wire(), "the worker vanished");

  private final RetryPolicy policy;

  /** Rules with this much patience. */
  public JobMachine(RetryPolicy policy) {
    this.policy = policy;
  }

  /**
   * Applies an event to a task.
   *
   * @param spread 0 to 1, spreads the wait before another try
   */
  public Transition apply(JobState job, TaskState task, TaskEvent event, double spread) {
    if (task.status().isFinal()) {
      return ignored(job, task);
    }
    return switch (event) {
      case TaskEvent.Dispatched e -> onDispatched(job, task, e);
      case TaskEvent.Started e -> onStarted(job, task, e, spread);
      case TaskEvent.Succeeded _ ->
          changed(job, task, task.ended(TaskStatus.SUCCEEDED, task.tries(), Optional.empty()));
      case TaskEvent.Failed e -> onFailed(job, task, e, spread);
      case TaskEvent.Returned e -> onReturned(job, task, e, spread);
      case TaskEvent.LeaseLapsed e -> onLapsed(job, task, e, spread);
      case TaskEvent.SourceDeleted e ->
          changed(job, task, task.ended(TaskStatus.FAILED, task.tries(), Optional.of(e.failure())));
    };
  }

  /** Cancels whatever has not ended; nothing when all has. */
  public Optional<BulkTransition> cancel(JobState job) {
    return bulk(job, OPEN, TaskStatus.CANCELLED);
  }

  /** Puts failed and cancelled tasks of an ended job back into the queue; nothing without any. */
  public Optional<BulkTransition> retry(JobState job) {
    return job.status().isFinal()
        ? bulk(
            new JobState(JobStatus.QUEUED, job.counts()),
            EnumSet.of(TaskStatus.FAILED, TaskStatus.CANCELLED),
            TaskStatus.QUEUED)
        : Optional.empty();
  }

  private static Optional<BulkTransition> bulk(JobState job, Set<TaskStatus> from, TaskStatus to) {
    Counts counts = job.counts();
    for (TaskStatus status : from) {
      counts = counts.moved(status, to, counts.in(status));
    }
    return counts.equals(job.counts())
        ? Optional.empty()
        : Optional.of(new BulkTransition(job.with(counts), from, to));
  }

  private Transition onDispatched(JobState job, TaskState task, TaskEvent.Dispatched e) {
    if (task.status() != TaskStatus.QUEUED || e.attempt() != task.attempt() + 1) {
      return ignored(job, task);
    }
    Duration lease = policy.leaseOfDispatch(e.attempt());
    return changed(job, task, task.dispatched(e.attempt(), e.at().plus(lease)));
  }

  private Transition onStarted(JobState job, TaskState task, TaskEvent.Started e, double spread) {
    if (task.status() == TaskStatus.QUEUED || e.attempt() != task.attempt()) {
      return ignored(job, task);
    }
    TaskState running = task.running(e.instance(), e.startedAt(), e.at().plus(policy.runLease()));
    if (task.status() == TaskStatus.DISPATCHED) {
      return changed(job, task, running);
    }
    if (task.instance().equals(running.instance())) {
      // A sign of life, or a new beginning after the instance had lost the broker for a while.
      return new Transition(job, running, Effect.RENEWED);
    }
    return badTry(job, task, VANISHED, e, spread, Optional.of(running));
  }

  private Transition onFailed(JobState job, TaskState task, TaskEvent.Failed e, double spread) {
    if (!e.retryable() && e.attempt() >= task.attempt()) {
      return changed(
          job, task, task.ended(TaskStatus.FAILED, task.tries() + 1, Optional.of(e.failure())));
    }
    if (task.status() == TaskStatus.QUEUED || e.attempt() != task.attempt()) {
      return ignored(job, task);
    }
    return badTry(job, task, e.failure(), e, spread, Optional.empty());
  }

  /** Counts as a bad try only when the work had begun and may have ended its worker. */
  private Transition onReturned(JobState job, TaskState task, TaskEvent.Returned e, double spread) {
    if (task.status() == TaskStatus.QUEUED || e.attempt() != task.attempt()) {
      return ignored(job, task);
    }
    return e.vanished() && task.status() == TaskStatus.RUNNING
        ? badTry(job, task, VANISHED, e, spread, Optional.empty())
        : changed(job, task, task.requeued(task.tries(), e.at(), Optional.empty()));
  }

  private Transition onLapsed(
      JobState job, TaskState task, TaskEvent.LeaseLapsed e, double spread) {
    boolean alive = task.lease().map(until -> until.isAfter(e.at())).orElse(true);
    if (alive || e.attempt() != task.attempt()) {
      return ignored(job, task);
    }
    if (task.status() == TaskStatus.DISPATCHED) {
      return changed(job, task, task.requeued(task.tries(), e.at(), Optional.empty()));
    }
    return badTry(job, task, VANISHED, e, spread, Optional.empty());
  }

  /** Counts a bad try: the task goes on as {@code next}, or waits, or is given up at the limit. */
  private Transition badTry(
      JobState job,
      TaskState task,
      TaskFailure failure,
      TaskEvent event,
      double spread,
      Optional<TaskState> next) {
    int tries = task.tries() + 1;
    if (tries >= policy.maxTries()) {
      String detail = "given up after %d tries; the last: %s".formatted(tries, failure.detail());
      TaskFailure poisoned = new TaskFailure(FailureCode.POISONED.wire(), detail);
      TaskState ended = task.ended(TaskStatus.FAILED, tries, Optional.of(poisoned));
      return new Transition(moved(job, task, ended), ended, Effect.POISONED);
    }
    if (next.isPresent()) {
      TaskState again = next.get().withTries(tries);
      return new Transition(job, again, Effect.RENEWED);
    }
    Duration wait = policy.delayAfter(tries, spread);
    return changed(job, task, task.requeued(tries, event.at().plus(wait), Optional.of(failure)));
  }

  private static Transition ignored(JobState job, TaskState task) {
    return new Transition(job, task, Effect.IGNORED);
  }

  private static Transition changed(JobState job, TaskState from, TaskState to) {
    return new Transition(moved(job, from, to), to, Effect.CHANGED);
  }

  private static JobState moved(JobState job, TaskState from, TaskState to) {
    return job.with(job.counts().moved(from.status(), to.status()));
  }
}
