package io.darkroom.job.store;

import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.message.DeadLetter;
import io.darkroom.codecs.message.EventKind;
import io.darkroom.codecs.message.Message;
import io.darkroom.job.domain.JobMachine;
import io.darkroom.job.domain.TaskEvent;
import io.darkroom.job.domain.TaskFailure;
import io.darkroom.job.domain.TaskStatus;
import io.darkroom.job.domain.Transition;
import io.darkroom.job.domain.Transition.Effect;
import io.darkroom.kit.postgres.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * Applies events to tasks: locks their jobs, asks the rules, writes tasks, jobs, references to
 * blobs and outbox in one transaction. Many events share one transaction, which is what makes it
 * fast; the effect is the same as one by one.
 */
public final class TaskLedger {
  private final Database database;
  private final JobMachine machine;
  private final BlobLedger blobs;
  private final InstantSource clock;

  /** A ledger over this database. */
  public TaskLedger(Database database, JobMachine machine, BlobLedger blobs, InstantSource clock) {
    this.database = database;
    this.machine = machine;
    this.blobs = blobs;
    this.clock = clock;
  }

  /** Applies events in the order given; those to unknown tasks are ignored. */
  public Future<Void> apply(List<TaskSignal> signals) {
    return database
        .transaction(conn -> applyIn(conn, signals))
        .<Void>mapEmpty()
        .recover(error -> withoutMissing(signals, error));
  }

  private Future<Void> withoutMissing(List<TaskSignal> signals, Throwable error) {
    if (!(error instanceof MissingBlobsException missing)) {
      return Future.failedFuture(error);
    }
    List<TaskSignal> corrected =
        signals.stream().map(signal -> failedIfMissing(signal, missing.keys())).toList();
    return database.transaction(conn -> applyIn(conn, corrected)).mapEmpty();
  }

  private static TaskSignal failedIfMissing(TaskSignal signal, Set<String> missing) {
    if (signal.event() instanceof TaskEvent.Succeeded e && missing.contains(e.image().sha256())) {
      TaskFailure gone =
          new TaskFailure(FailureCode.UNAVAILABLE.wire(), "the result is not in the blob store");
      return new TaskSignal(
          signal.jobId(), signal.taskId(), new TaskEvent.Failed(e.at(), e.attempt(), gone, true));
    }
    return signal;
  }

  /**
   * Applies events within a transaction of the caller.
   *
   * @return the tasks whose state changed
   */
  Future<Set<String>> applyIn(SqlConnection conn, List<TaskSignal> signals) {
    Set<String> jobIds = signals.stream().map(TaskSignal::jobId).collect(Collectors.toSet());
    Set<String> taskIds = signals.stream().map(TaskSignal::taskId).collect(Collectors.toSet());
    return JobRows.lock(conn, jobIds)
        .compose(
            jobs ->
                TaskRows.load(conn, taskIds)
                    .map(tasks -> fold(new Outcome(jobs, tasks), signals))
                    .compose(outcome -> write(conn, outcome)));
  }

  /** What the events of one transaction come to. */
  private record Outcome(
      Map<String, LockedJob> jobs,
      Map<String, LockedTask> tasks,
      Map<String, LockedJob> changed,
      List<BlobLedger.Reference> references,
      List<Message> deadLetters) {
    Outcome(Map<String, LockedJob> jobs, Map<String, LockedTask> tasks) {
      this(jobs, tasks, new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
    }
  }

  private Outcome fold(Outcome outcome, List<TaskSignal> signals) {
    for (TaskSignal signal : signals) {
      LockedJob job = outcome.jobs().get(signal.jobId());
      LockedTask task = outcome.tasks().get(signal.taskId());
      if (job != null && task != null) {
        fold(outcome, job, task, signal.event());
      } else if (signal.event() instanceof TaskEvent.Succeeded e) {
        outcome.references().add(reference(e, 0));
      }
    }
    return outcome;
  }

  private void fold(Outcome outcome, LockedJob job, LockedTask task, TaskEvent event) {
    double spread = ThreadLocalRandom.current().nextDouble();
    Transition transition = machine.apply(job.state(), task.state(), event, spread);
    boolean counts = transition.effect() != Effect.IGNORED;
    if (event instanceof TaskEvent.Succeeded e) {
      outcome.references().add(reference(e, counts ? 1 : 0));
    }
    if (!counts) {
      return;
    }
    task.become(transition.task(), event);
    job.become(transition.job());
    if (transition.effect() != Effect.RENEWED) {
      outcome.changed().put(task.id(), job);
    }
    if (transition.effect() == Effect.POISONED) {
      TaskFailure failure = transition.task().failure().orElseThrow();
      outcome
          .deadLetters()
          .add(
              new DeadLetter(
                  "tasks",
                  failure.code(),
                  failure.detail(),
                  event.at(),
                  job.id() + "/" + task.id()));
    }
  }

  private static BlobLedger.Reference reference(TaskEvent.Succeeded event, int refs) {
    return new BlobLedger.Reference(event.image().sha256(), event.image().bytes(), refs);
  }

  private Future<Set<String>> write(SqlConnection conn, Outcome outcome) {
    Instant now = clock.instant();
    List<Message> messages = new ArrayList<>(outcome.deadLetters());
    messages.addAll(events(outcome, now));
    List<LockedJob> changed = outcome.jobs().values().stream().filter(LockedJob::changed).toList();
    List<String> ended = changed.stream().filter(LockedJob::justEnded).map(LockedJob::id).toList();
    return TaskRows.write(conn, outcome.tasks().values())
        .compose(_ -> JobRows.write(conn, changed, now))
        .compose(_ -> Outbox.add(conn, messages))
        .compose(_ -> WebhookStore.ended(conn, ended, now))
        .compose(_ -> blobs.retain(conn, outcome.references()))
        .map(_ -> Set.copyOf(outcome.changed().keySet()));
  }

  /** One event for each task that runs or has ended, then one for each job that has. */
  private static List<Message> events(Outcome outcome, Instant now) {
    List<Message> events = new ArrayList<>();
    outcome
        .changed()
        .forEach(
            (taskId, job) -> {
              LockedTask task = outcome.tasks().get(taskId);
              if (task.state().status() == TaskStatus.RUNNING || task.state().status().isFinal()) {
                events.add(job.event(EventKind.TASK_UPDATED, now, Optional.of(task.change())));
              }
            });
    for (LockedJob job : outcome.jobs().values()) {
      if (job.justEnded()) {
        events.add(job.event(EventKind.JOB_FINISHED, now, Optional.empty()));
      } else if (job.statusChanged()) {
        events.add(job.event(EventKind.JOB_UPDATED, now, Optional.empty()));
      }
    }
    return events;
  }
}
