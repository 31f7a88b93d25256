package io.darkroom.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.codecs.message.EventKind;
import io.darkroom.codecs.message.JobEvent;
import io.darkroom.codecs.message.Outcome;
import io.darkroom.codecs.message.Outcome.Failed;
import io.darkroom.codecs.message.Outcome.Returned;
import io.darkroom.codecs.message.Outcome.Started;
import io.darkroom.codecs.message.Outcome.Succeeded;
import io.darkroom.codecs.message.Progress;
import io.darkroom.codecs.message.TaskBatch;
import io.darkroom.kit.blob.StoredBlob;
import io.darkroom.processing.testing.Instance;
import io.darkroom.processing.testing.Pictures;
import io.darkroom.processing.testing.Platform;
import io.darkroom.testing.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Slow work, cut connections, cancelled jobs, stopping instances. */
class FaultIT {
  private static final String SMALL = "resize:80x60,fit=fill/jpeg";
  // Many seconds of work on a small source.
  private static final String SLOW = "resize:7000x7000,fit=fill/" + "median:7/".repeat(8) + "png";

  @TempDir Path folder;

  private Platform platform;

  @BeforeEach
  void start() {
    platform = new Platform(folder);
  }

  @AfterEach
  void stop() {
    platform.close();
  }

  private StoredBlob photo(long seed) {
    return platform.store(Pictures.jpeg(320, 240, seed));
  }

  private TaskBatch startSlow() {
    TaskBatch slow = platform.send(platform.batch(photo(1), SLOW));
    platform.outcomes.await(Started.class, 1);
    return slow;
  }

  private void cancel(TaskBatch batch) {
    platform.publishEvent(
        new JobEvent(
            batch.jobId(),
            batch.owner(),
            2,
            EventKind.JOB_CANCELLED,
            Instant.now(),
            "cancelled",
            new Progress(1, 0, 1),
            Optional.empty()));
  }

  @Test
  void aSlowTaskDelaysNoOtherWhileAWorkerIsIdle() {
    Instance instance = platform.start();
    TaskBatch slow = startSlow();
    await().atMost(Eventually.LIMIT).until(() -> instance.gauge("slots.busy") == 1);

    for (int i = 0; i < 10; i++) {
      TaskBatch quick = platform.send(platform.batch(photo(10 + i), SMALL));
      assertThat(platform.outcomes.awaitEnd(quick.tasks().getFirst().taskId()))
          .isInstanceOf(Succeeded.class);
    }

    assertThat(platform.outcomes.ended()).doesNotContain(slow.tasks().getFirst().taskId());
    cancel(slow);
  }

  @Test
  void cancellingAJobStopsItsWorkAtOnceAndNothingElse() {
    Instance instance = platform.start();
    TaskBatch slow = startSlow();
    TaskBatch other = platform.send(platform.batch(photo(2), SMALL));
    await().atMost(Eventually.LIMIT).until(() -> instance.gauge("slots.busy") >= 1);

    cancel(slow);

    Outcome end = platform.outcomes.awaitEnd(slow.tasks().getFirst().taskId());
    assertThat(end).isInstanceOfSatisfying(Failed.class, FaultIT::isCancelled);
    assertThat(platform.outcomes.awaitEnd(other.tasks().getFirst().taskId()))
        .isInstanceOf(Succeeded.class);
    await().atMost(Duration.ofSeconds(20)).until(() -> instance.gauge("slots.busy") == 0);
  }

  private static void isCancelled(Failed failed) {
    assertThat(failed.code()).isEqualTo("cancelled");
    assertThat(failed.retryable()).isFalse();
  }

  @Test
  void workThatTakesTooLongIsGivenUp() {
    platform.start("processing.task-limit=1s");
    TaskBatch slow = startSlow();

    Outcome end = platform.outcomes.awaitEnd(slow.tasks().getFirst().taskId());

    assertThat(end)
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.code()).isEqualTo("deadline"));
  }

  @Test
  void longWorkGivesSignsOfLife() {
    platform.start("processing.sign-of-life=200ms");
    TaskBatch slow = startSlow();

    platform.outcomes.await(Started.class, 4);

    assertThat(platform.outcomes.ended()).isEmpty();
    cancel(slow);
    platform.outcomes.awaitEnd(slow.tasks().getFirst().taskId());
  }

  @Test
  void aBrokerConnectionCutInMidWorkLosesNothing() {
    platform.start();
    List<String> tasks = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      TaskBatch batch = platform.send(platform.batch(photo(100 + i), SMALL, "rotate:90/png"));
      batch.tasks().forEach(order -> tasks.add(order.taskId()));
      if (i % 10 == 5) {
        platform.brokerLink.cut();
      }
    }

    // What was on its way when the connection was cut is handed back, the rest is done.
    tasks.forEach(
        task ->
            assertThat(platform.outcomes.awaitEnd(task))
                .isInstanceOfAny(Succeeded.class, Returned.class));
    assertThat(platform.outcomes.of(Succeeded.class)).hasSizeGreaterThan(tasks.size() / 2);
  }

  @Test
  void anInstanceThatDiesLeavesItsWorkToAnother() {
    Instance dying = platform.start("processing.slots=1", "drain.grace=100ms");
    TaskBatch slow = startSlow();
    List<TaskBatch> waiting = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      waiting.add(platform.send(platform.batch(photo(200 + i), SMALL)));
    }

    dying.close();
    Instance next = platform.start();

    for (TaskBatch batch : waiting) {
      // Given back when the first instance had it in hands, else done by the second.
      assertThat(platform.outcomes.awaitEnd(batch.tasks().getFirst().taskId()))
          .isInstanceOfAny(Returned.class, Succeeded.class);
    }
    assertThat(platform.outcomes.awaitEnd(slow.tasks().getFirst().taskId()))
        .isEqualTo(new Returned(false));
    assertThat(next.gauge("slots.busy")).isZero();
  }

  @Test
  void aBatchOfAVanishedInstanceIsHandedBackAndNotRun() {
    Instance vanishing = platform.start("processing.slots=1", "processing.ahead=0");
    TaskBatch slow = startSlow();

    platform.brokerLink.refuse(true);
    platform.brokerLink.cut();
    Instance next = platform.startDirect();

    assertThat(platform.outcomes.awaitEnd(slow.tasks().getFirst().taskId()))
        .isEqualTo(new Returned(true));
    TaskBatch quick = platform.send(platform.batch(photo(5), SMALL));
    assertThat(platform.outcomes.awaitEnd(quick.tasks().getFirst().taskId()))
        .isInstanceOf(Succeeded.class);
    assertThat(next.gauge("slots.busy")).isZero();
    platform.brokerLink.refuse(false);
    vanishing.close();
  }

  @Test
  void stoppingLetsRunningWorkFinishAndReport() {
    Instance instance = platform.start("drain.grace=60s");
    TaskBatch batch =
        platform.send(platform.batch(photo(3), "resize:1500x1500,fit=fill/median:3/png"));
    platform.outcomes.await(Started.class, 1);

    instance.close();

    assertThat(platform.outcomes.awaitEnd(batch.tasks().getFirst().taskId()))
        .isInstanceOf(Succeeded.class);
    assertThat(platform.outcomes.of(Succeeded.class)).hasSize(1);
  }

  @Test
  void anInstanceStartsWithoutABrokerAndWorksWhenItComes() {
    platform.brokerLink.refuse(true);
    platform.vertx.setTimer(2_000, id -> platform.brokerLink.refuse(false));

    platform.start();

    TaskBatch batch = platform.send(platform.batch(photo(4), SMALL));
    assertThat(platform.outcomes.awaitEnd(batch.tasks().getFirst().taskId()))
        .isInstanceOf(Succeeded.class);
  }
}
