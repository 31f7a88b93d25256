package io.darkroom.job.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.codecs.message.Outcome;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Messages that come twice, late, or not at all. */
class DeliveryIT {
  private static JobPlatform platform;

  @BeforeAll
  static void start() throws Exception {
    platform =
        JobPlatform.start(
            Map.of("job.dispatch.run-lease", "2s", "job.dispatch.dispatch-lease", "2s"));
  }

  @AfterAll
  static void stop() throws Exception {
    platform.close();
  }

  @Test
  void everyResultReportedThreeTimesCountsOnce() throws Exception {
    JobClient client = platform.client("usr_twice");
    List<String> images = List.of(client.image(1), client.image(2), client.image(3));
    TestWorker.Behaviour thrice =
        (worker, batch, order) ->
            TestWorker.SUCCEED
                .work(worker, batch, order)
                .compose(_ -> TestWorker.SUCCEED.work(worker, batch, order))
                .compose(_ -> worker.succeeded(batch, order, 1));

    try (TestWorker worker = new TestWorker(platform, thrice)) {
      String job = client.job(images, "jpeg", "png");
      JsonObject done = client.awaitJob(job, "succeeded");

      assertThat(done.getJsonObject("progress").getInteger("done")).isEqualTo(6);
      assertThat(
              JobClient.json(client.get("/api/jobs/" + job + "/results")).getJsonArray("results"))
          .hasSize(6);
      assertThat(worker.batches).hasSize(3);
    }
    await()
        .atMost(Duration.ofSeconds(JobPlatform.LIMIT_SECONDS))
        .untilAsserted(
            () ->
                assertThat(platform.count("SELECT sum(refs)::bigint FROM job.blobs"))
                    .isEqualTo(
                        platform.count("SELECT count(*) FROM job.images")
                            + platform.count(
                                "SELECT count(*) FROM job.tasks WHERE result_sha256 IS NOT NULL")));
  }

  @Test
  void aTransientFailureIsTriedAgainAndAPermanentOneIsNot() throws Exception {
    JobClient client = platform.client("usr_failing");
    String image = client.image(4);
    Set<String> failed = ConcurrentHashMap.newKeySet();
    TestWorker.Behaviour picky =
        (worker, batch, order) -> {
          if (order.recipe().startsWith("png")) {
            return worker.failed(batch, order, "corrupt-image", false);
          }
          return failed.add(order.taskId())
              ? worker.failed(batch, order, "unavailable", true)
              : TestWorker.SUCCEED.work(worker, batch, order);
        };

    try (TestWorker worker = new TestWorker(platform, picky)) {
      String job = client.job(List.of(image), "jpeg", "png");
      JsonObject done = client.awaitJob(job, "partial");

      assertThat(task(done, 0).getInteger("attempt")).isEqualTo(2);
      assertThat(task(done, 1).getInteger("attempt")).isEqualTo(1);
      assertThat(task(done, 1).getJsonObject("failure").getString("code"))
          .isEqualTo("corrupt-image");
      assertThat(worker.batches).hasSize(2);
    }
  }

  @Test
  void aTaskThatNeverWorksIsPoisonedAndBuried() throws Exception {
    JobClient client = platform.client("usr_poison");
    String image = client.image(5);

    try (TestWorker worker =
        new TestWorker(platform, (w, batch, order) -> w.failed(batch, order, "internal", true))) {
      String job = client.job(List.of(image), "jpeg");
      JsonObject done = client.awaitJob(job, "failed");

      assertThat(task(done, 0).getJsonObject("failure").getString("code")).isEqualTo("poisoned");
      assertThat(worker.batches).hasSize(5);
    }
    await()
        .atMost(Duration.ofSeconds(JobPlatform.LIMIT_SECONDS))
        .untilAsserted(
            () ->
                assertThat(
                        platform.count(
                            "SELECT count(*) FROM job.outbox WHERE kind = 'dead' AND published"))
                    .isEqualTo(1));
  }

  @Test
  void aWorkerThatVanishesIsReplaced() throws Exception {
    JobClient client = platform.client("usr_vanish");
    String image = client.image(6);
    Set<String> vanished = ConcurrentHashMap.newKeySet();
    TestWorker.Behaviour vanishing =
        (worker, batch, order) ->
            vanished.add(order.taskId())
                ? worker.started(batch, order)
                : TestWorker.SUCCEED.work(worker, batch, order);

    try (TestWorker worker = new TestWorker(platform, vanishing)) {
      String job = client.job(List.of(image), "jpeg");
      JsonObject done = client.awaitJob(job, "succeeded");

      assertThat(task(done, 0).getInteger("attempt")).isEqualTo(2);
      assertThat(worker.batches).hasSize(2);
    }
  }

  @Test
  void signsOfLifeKeepALongTaskAlive() throws Exception {
    JobClient client = platform.client("usr_long");
    String image = client.image(7);
    Instant start = Instant.now();
    TestWorker.Behaviour slow =
        (worker, batch, order) -> {
          Future<Void> chain = Future.succeededFuture();
          for (int i = 0; i < 8; i++) {
            chain =
                chain
                    .compose(
                        _ ->
                            worker.report(
                                batch, order, order.attempt(), new Outcome.Started(start)))
                    .compose(_ -> worker.pause(700));
          }
          return chain.compose(_ -> worker.succeeded(batch, order, order.attempt()));
        };

    try (TestWorker worker = new TestWorker(platform, slow)) {
      String job = client.job(List.of(image), "jpeg");
      JsonObject done = client.awaitJob(job, "succeeded");

      assertThat(task(done, 0).getInteger("attempt")).isEqualTo(1);
      assertThat(worker.batches).hasSize(1);
    }
  }

  @Test
  void aResultAfterCancelIsIgnored() throws Exception {
    JobClient client = platform.client("usr_cancel");
    String image = client.image(8);
    try (TestWorker worker =
        new TestWorker(
            platform,
            (w, batch, order) -> w.pause(1500).compose(_ -> w.succeeded(batch, order, 1)))) {
      String job = client.job(List.of(image), "jpeg");
      await()
          .atMost(Duration.ofSeconds(JobPlatform.LIMIT_SECONDS))
          .until(() -> !worker.batches.isEmpty());

      assertThat(client.post("/api/jobs/" + job + "/cancel", "{}").statusCode()).isEqualTo(202);
      assertThat(client.post("/api/jobs/" + job + "/cancel", "{}").statusCode()).isEqualTo(409);
      await().atMost(Duration.ofSeconds(JobPlatform.LIMIT_SECONDS)).until(() -> worker.idle());
      JsonObject after = client.jobNow(job);

      assertThat(after.getString("status")).isEqualTo("cancelled");
      assertThat(after.getJsonObject("progress").getInteger("failed")).isEqualTo(1);
      assertThat(
              JobClient.json(client.get("/api/jobs/" + job + "/results")).getJsonArray("results"))
          .isEmpty();

      assertThat(client.post("/api/jobs/" + job + "/retry", "{}").statusCode()).isEqualTo(202);
      client.awaitJob(job, "succeeded");
    }
  }

  private static JsonObject task(JsonObject job, int index) {
    return job.getJsonArray("tasks").getJsonObject(index);
  }
}
