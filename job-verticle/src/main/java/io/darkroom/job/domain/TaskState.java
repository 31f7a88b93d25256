package io.darkroom.job.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * A task as far as the rules look at it.
 *
 * @param status where it is
 * @param attempt number of hand-overs to the broker so far; names the current one
 * @param tries how many started attempts ended badly; what the limit counts
 * @param notBefore when a queued task may be handed over again
 * @param lease until when a handed-over task is believed to be alive; empty otherwise
 * @param startedAt the worker's own time of its last sign of life
 * @param instance the processing instance that runs or ran it
 * @param failure the reason of the last failure
 */
public record TaskState(
    TaskStatus status,
    int attempt,
    int tries,
    Instant notBefore,
    Optional<Instant> lease,
    Optional<Instant> startedAt,
    Optional<String> instance,
    Optional<TaskFailure> failure) {

  /** A task that was never handed over. */
  public static TaskState created(Instant at) {
    return new TaskState(
        TaskStatus.QUEUED,
        0,
        0,
        at,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  TaskState dispatched(int nextAttempt, Instant until) {
    return new TaskState(
        TaskStatus.DISPATCHED,
        nextAttempt,
        tries,
        notBefore,
        Optional.of(until),
        Optional.empty(),
        Optional.empty(),
        failure);
  }

  TaskState running(String worker, Instant start, Instant until) {
    return new TaskState(
        TaskStatus.RUNNING,
        attempt,
        tries,
        notBefore,
        Optional.of(until),
        Optional.of(start),
        Optional.of(worker),
        failure);
  }

  TaskState withTries(int nextTries) {
    return new TaskState(
        status, attempt, nextTries, notBefore, lease, startedAt, instance, failure);
  }

  TaskState requeued(int nextTries, Instant due, Optional<TaskFailure> reason) {
    return new TaskState(
        TaskStatus.QUEUED,
        attempt,
        nextTries,
        due,
        Optional.empty(),
        Optional.empty(),
        instance,
        reason.or(() -> failure));
  }

  /** Back in the queue on the owner's word; messages of earlier attempts are outdated by it. */
  TaskState requeuedByOwner(Instant due) {
    return new TaskState(
        TaskStatus.QUEUED,
        attempt + 1,
        0,
        due,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  TaskState ended(TaskStatus end, int finalTries, Optional<TaskFailure> reason) {
    return new TaskState(
        end, attempt, finalTries, notBefore, Optional.empty(), startedAt, instance, reason);
  }
}
