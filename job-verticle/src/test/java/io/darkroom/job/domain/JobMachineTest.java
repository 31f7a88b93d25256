package io.darkroom.job.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.message.ResultImage;
import io.darkroom.codecs.message.Timings;
import io.darkroom.job.domain.Transition.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobMachineTest {
  static final RetryPolicy POLICY =
      new RetryPolicy(
          3,
          Duration.ofSeconds(60),
          Duration.ofMinutes(15),
          Duration.ofSeconds(45),
          Duration.ofSeconds(1),
          Duration.ofMinutes(5));
  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  private static final TaskFailure BUSY = new TaskFailure("unavailable", "busy");
  private static final TaskFailure BAD = new TaskFailure("corrupt-image", "it ends too early");

  private final JobMachine machine = new JobMachine(POLICY);
  private JobState job = JobState.created(1);
  private TaskState task = TaskState.created(T0);

  @Test
  void aTaskGoesThroughToSuccess() {
    apply(new TaskEvent.Dispatched(T0, 1));
    assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
    apply(started(1, "w1", 1));
    apply(succeeded(T0.plusSeconds(2), 1));

    assertThat(task.status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(job.status()).isEqualTo(JobStatus.SUCCEEDED);
    assertThat(task.lease()).isEmpty();
  }

  @Test
  void aTransientFailureWaitsAndIsTriedAgain() {
    apply(new TaskEvent.Dispatched(T0, 1));
    apply(new TaskEvent.Failed(T0, 1, BUSY, true));

    assertThat(task.status()).isEqualTo(TaskStatus.QUEUED);
    assertThat(task.notBefore()).isEqualTo(T0.plusMillis(1000));
    assertThat(task.failure()).contains(BUSY);
    assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
  }

  @Test
  void theLastTransientFailurePoisonsTheTask() {
    for (int attempt = 1; attempt <= 2; attempt++) {
      apply(new TaskEvent.Dispatched(T0, attempt));
      apply(new TaskEvent.Failed(T0, attempt, BUSY, true));
    }
    apply(new TaskEvent.Dispatched(T0, 3));
    Effect effect = apply(new TaskEvent.Failed(T0, 3, BUSY, true));

    assertThat(effect).isEqualTo(Effect.POISONED);
    assertThat(task.failure().map(TaskFailure::code)).contains("poisoned");
    assertThat(job.status()).isEqualTo(JobStatus.FAILED);
  }

  @Test
  void aPermanentFailureEndsTheTaskAtOnce() {
    apply(new TaskEvent.Dispatched(T0, 1));
    apply(new TaskEvent.Failed(T0, 1, BAD, false));

    assertThat(task.status()).isEqualTo(TaskStatus.FAILED);
    assertThat(task.failure()).contains(BAD);
  }

  @Test
  void anOutdatedTransientFailureIsIgnored() {
    apply(new TaskEvent.Dispatched(T0, 1));
    apply(new TaskEvent.LeaseLapsed(T0.plusSeconds(61), 1));
    apply(new TaskEvent.Dispatched(T0, 2));

    assertThat(apply(new TaskEvent.Failed(T0, 1, BUSY, true))).isEqualTo(Effect.IGNORED);
    assertThat(task.status()).isEqualTo(TaskStatus.DISPATCHED);
  }

  @Test
  void aSuccessOfAnOutdatedAttemptCounts() {
    apply(new TaskEvent.Dispatched(T0, 1));
    apply(new TaskEvent.LeaseLapsed(T0.plusSeconds(61), 1));

    assertThat(apply(succeeded(T0.plusSeconds(62), 1))).isEqualTo(Effect.CHANGED);
    assertThat(job.status()).isEqualTo(JobStatus.SUCCEEDED);
  }

  @Test
  void signsOfLifeAreNoTries() {
    apply(new TaskEvent.Dispatched(T0, 1));
    for (int second = 0; second < 100; second += 10) {
      apply(started(1, "w1", second));
    }

    assertThat(task.status()).isEqualTo(TaskStatus.RUNNING);
    assertThat(task.tries()).isZero();
  }

  @Test
  void aLeaseThatWasRenewedDoesNotLapse() {
    apply(new TaskEvent.Dispatched(T0, 1));
    apply(started(1, "w1", 0));
    apply(new TaskEvent.Started(T0.plusSeconds(40), 1, "w1", T0));

    assertThat(apply(new TaskEvent.LeaseLapsed(T0.plusSeconds(50), 1))).isEqualTo(Effect.IGNORED);
    assertThat(task.tries()).isZero();
  }

  @Test
  void anUnstartedHandOverThatLapsesCostsNoTry() {
    apply(new TaskEvent.Dispatched(T0, 1));
    apply(new TaskEvent.LeaseLapsed(T0.plusSeconds(61), 1));

    assertThat(task.status()).isEqualTo(TaskStatus.QUEUED);
    assertThat(task.tries()).isZero();
  }

  @Test
  void workThatComesBackCostsATryOnlyWhenItsWorkerVanishedInIt() {
    apply(new TaskEvent.Dispatched(T0, 1));
    apply(new TaskEvent.Returned(T0, 1, true));
    assertThat(task.tries()).as("never begun").isZero();

    apply(new TaskEvent.Dispatched(T0, 2));
    apply(started(2, "w1", 1));
    apply(new TaskEvent.Returned(T0, 2, false));
    assertThat(task.tries()).as("the worker stopped in good order").isZero();

    for (int attempt = 3; attempt <= 4; attempt++) {
      assertThat(apply(new TaskEvent.Returned(T0, attempt - 1, true))).isEqualTo(Effect.IGNORED);
      apply(new TaskEvent.Dispatched(T0, attempt));
      apply(started(attempt, "w1", attempt));
      apply(new TaskEvent.Returned(T0, attempt, true));
    }
    apply(new TaskEvent.Dispatched(T0, 5));
    apply(started(5, "w1", 5));
    assertThat(apply(new TaskEvent.Returned(T0, 5, true))).isEqualTo(Effect.POISONED);
    assertThat(task.failure().orElseThrow().code()).isEqualTo("poisoned");
  }

  @Test
  void secondStartsOfOneHandOverAreCountedUntilTheTaskIsPoisoned() {
    apply(new TaskEvent.Dispatched(T0, 1));
    apply(started(1, "w1", 1));
    apply(started(1, "w2", 2));
    apply(started(1, "w3", 3));

    Effect effect = apply(started(1, "w4", 4));

    assertThat(effect).isEqualTo(Effect.POISONED);
    assertThat(job.status()).isEqualTo(JobStatus.FAILED);
  }

  @Test
  void aLateSuccessAfterCancelIsIgnored() {
    apply(new TaskEvent.Dispatched(T0, 1));
    BulkTransition cancel = machine.cancel(job).orElseThrow();
    job = cancel.job();
    task = task.ended(TaskStatus.CANCELLED, 0, Optional.empty());

    assertThat(apply(succeeded(T0, 1))).isEqualTo(Effect.IGNORED);
    assertThat(job.status()).isEqualTo(JobStatus.CANCELLED);
    assertThat(machine.cancel(job)).isEmpty();
  }

  @Test
  void aRetryQueuesOnlyWhatDidNotSucceed() {
    JobState ended = new JobState(JobStatus.PARTIAL, new Counts(0, 0, 0, 7, 2, 0));

    BulkTransition retry = machine.retry(ended).orElseThrow();

    assertThat(retry.job().counts()).isEqualTo(new Counts(2, 0, 0, 7, 0, 0));
    assertThat(retry.job().status()).isEqualTo(JobStatus.RUNNING);
    assertThat(machine.retry(JobState.created(3))).isEmpty();
  }

  @Test
  void waitsGrowAndStayWithinTheirSpread() {
    assertThat(POLICY.delayAfter(1, 0)).isEqualTo(Duration.ofMillis(750));
    assertThat(POLICY.delayAfter(1, 1)).isEqualTo(Duration.ofMillis(1250));
    assertThat(POLICY.delayAfter(4, 0.5)).isEqualTo(Duration.ofSeconds(8));
    assertThat(POLICY.delayAfter(60, 0.5)).isEqualTo(Duration.ofMinutes(5));
    assertThat(POLICY.leaseOfDispatch(3)).isEqualTo(Duration.ofMinutes(4));
  }

  private static TaskEvent.Started started(int attempt, String instance, long second) {
    return new TaskEvent.Started(T0.plusSeconds(second), attempt, instance, T0.plusSeconds(second));
  }

  static TaskEvent.Succeeded succeeded(Instant at, int attempt) {
    return new TaskEvent.Succeeded(
        at,
        attempt,
        "w1",
        new ResultImage("ab", "jpeg", 1, 1, 1),
        new Timings(0, 0, 0, 0, 0),
        false);
  }

  private Effect apply(TaskEvent event) {
    Transition transition = machine.apply(job, task, event, 0.5);
    job = transition.job();
    task = transition.task();
    return transition.effect();
  }
}
