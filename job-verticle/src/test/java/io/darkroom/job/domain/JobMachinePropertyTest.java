package io.darkroom.job.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever arrives in whatever order: the counters are right and every job can still end. */
class JobMachinePropertyTest {
  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  private static final int TASKS = 3;

  /** One arbitrary thing that happens to the simulated job. */
  record Happening(int kind, int task, int attempt, int worker, int seconds) {}

  @Provide
  Arbitrary<List<Happening>> histories() {
    Arbitrary<Happening> one =
        Combinators.combine(
                Arbitraries.integers().between(0, 9),
                Arbitraries.integers().between(0, TASKS - 1),
                Arbitraries.integers().between(0, 4),
                Arbitraries.integers().between(0, 1),
                Arbitraries.integers().between(0, 120))
            .as(Happening::new);
    return one.list().ofMaxSize(60);
  }

  @Property(tries = 3000)
  void countersAlwaysEqualTheTasks(@ForAll("histories") List<Happening> history) {
    Simulation simulation = new Simulation();
    for (Happening happening : history) {
      simulation.happen(happening);
      simulation.check();
    }
  }

  @Property(tries = 3000)
  void whateverHappenedTheJobEnds(@ForAll("histories") List<Happening> history) {
    Simulation simulation = new Simulation();
    history.forEach(simulation::happen);

    simulation.runToTheEnd();

    simulation.check();
    assertThat(simulation.job.status().isFinal()).isTrue();
    assertThat(simulation.job.counts().open()).isZero();
  }

  @Property(tries = 1000)
  void applyingAMessageTwiceIsApplyingItOnce(@ForAll("histories") List<Happening> history) {
    Simulation once = new Simulation();
    Simulation twice = new Simulation();
    for (Happening happening : history) {
      boolean retry = happening.kind() == 8;
      once.happen(happening);
      twice.happen(happening);
      if (!retry) {
        twice.happen(happening);
      }
    }
    assertThat(twice.tasks).isEqualTo(once.tasks);
    assertThat(twice.job).isEqualTo(once.job);
  }

  private static final class Simulation {
    private final JobMachine machine = new JobMachine(JobMachineTest.POLICY);
    private final List<TaskState> tasks = new ArrayList<>();
    private JobState job = JobState.created(TASKS);

    Simulation() {
      for (int i = 0; i < TASKS; i++) {
        tasks.add(TaskState.created(T0));
      }
    }

    void happen(Happening h) {
      Instant at = T0.plusSeconds(h.seconds());
      String worker = "w" + h.worker();
      switch (h.kind()) {
        case 0, 1 -> apply(h.task(), new TaskEvent.Dispatched(at, h.attempt()));
        case 2 -> apply(h.task(), new TaskEvent.Started(at, h.attempt(), worker, at));
        case 3 -> apply(h.task(), JobMachineTest.succeeded(at, h.attempt()));
        case 4, 5 -> apply(h.task(), failed(at, h.attempt(), h.kind() == 4));
        case 6 -> apply(h.task(), new TaskEvent.LeaseLapsed(at, h.attempt()));
        case 7 -> machine.cancel(job).ifPresent(this::applyBulk);
        case 8 -> machine.retry(job).ifPresent(this::applyBulk);
        case 9 -> apply(h.task(), new TaskEvent.Returned(at, h.attempt(), h.worker() == 1));
        default -> throw new IllegalStateException("no such happening");
      }
    }

    /** A dispatcher, a reaper and workers that answer at last; whoever was lost stays lost. */
    void runToTheEnd() {
      for (int round = 0; round < 20 && !job.status().isFinal(); round++) {
        for (int i = 0; i < tasks.size(); i++) {
          Instant at = T0.plusSeconds(100_000L * (round + 1));
          apply(i, new TaskEvent.LeaseLapsed(at, tasks.get(i).attempt()));
          apply(i, new TaskEvent.Dispatched(at, tasks.get(i).attempt() + 1));
          apply(i, failed(at, tasks.get(i).attempt(), true));
        }
      }
    }

    void check() {
      for (TaskStatus status : TaskStatus.values()) {
        long expected = tasks.stream().filter(t -> t.status() == status).count();
        assertThat(job.counts().in(status)).as(status.wire()).isEqualTo((int) expected);
      }
      assertThat(job.status().isFinal()).isEqualTo(job.counts().open() == 0);
      for (TaskState task : tasks) {
        boolean leased =
            task.status() == TaskStatus.DISPATCHED || task.status() == TaskStatus.RUNNING;
        assertThat(task.lease().isPresent()).as("a lease on %s", task).isEqualTo(leased);
      }
    }

    private void apply(int index, TaskEvent event) {
      Transition transition = machine.apply(job, tasks.get(index), event, 0.5);
      job = transition.job();
      tasks.set(index, transition.task());
    }

    private void applyBulk(BulkTransition bulk) {
      job = bulk.job();
      tasks.replaceAll(
          t -> {
            if (!bulk.from().contains(t.status())) {
              return t;
            }
            return bulk.to() == TaskStatus.QUEUED
                ? t.requeuedByOwner(T0)
                : t.ended(bulk.to(), t.tries(), Optional.empty());
          });
    }

    private static TaskEvent.Failed failed(Instant at, int attempt, boolean retryable) {
      return new TaskEvent.Failed(at, attempt, new TaskFailure("internal", "x"), retryable);
    }
  }
}
