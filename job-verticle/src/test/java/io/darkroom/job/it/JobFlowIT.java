package io.darkroom.job.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.job.store.BacklogStore;
import io.darkroom.kit.postgres.Database;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The way of a job from upload to result. */
class JobFlowIT {
  private static JobPlatform platform;

  @BeforeAll
  static void start() throws Exception {
    platform = JobPlatform.start();
  }

  @AfterAll
  static void stop() throws Exception {
    platform.close();
  }

  @Test
  void anImageGoesThroughAJobToItsResult() throws Exception {
    JobClient client = platform.client("usr_flow");
    String image = client.image(1);

    String job;
    JsonObject done;
    try (TestWorker worker = new TestWorker(platform, TestWorker.SUCCEED)) {
      job = client.job(List.of(image), "resize:800x/jpeg:q=80");
      done = client.awaitJob(job, "succeeded");
      assertThat(worker.batches).hasSize(1);
    }

    assertThat(done.getJsonObject("progress"))
        .isEqualTo(new JsonObject().put("total", 1).put("done", 1).put("failed", 0));
    JsonObject task = done.getJsonArray("tasks").getJsonObject(0);
    assertThat(task.getString("image")).isEqualTo(image);
    assertThat(task.getJsonObject("timeline").getLong("decodeMs")).isEqualTo(2);
    JsonObject result =
        JobClient.json(client.get("/api/jobs/" + job + "/results"))
            .getJsonArray("results")
            .getJsonObject(0);
    assertThat(result.getString("name")).isEqualTo("photo-1.jpg");
    HttpResponse<byte[]> bytes = client.get(result.getString("href"));
    assertThat(bytes.statusCode()).isEqualTo(200);
    assertThat(bytes.body()).hasSize(result.getInteger("bytes"));
    assertThat(bytes.headers().firstValue("etag")).contains('"' + result.getString("sha256") + '"');
  }

  @Test
  void watermarksTravelWithTheirBatchAndTheirDeletionEndsItsTasks() throws Exception {
    JobClient client = platform.client("usr_marks");
    String image = client.image(3);
    String mark = client.image(4);
    String markKey = JobClient.json(client.get("/api/images/" + mark)).getString("sha256");
    String waiting = client.job(List.of(image), "watermark:" + mark + "/png", "png");

    try (TestWorker worker = new TestWorker(platform, TestWorker.SUCCEED)) {
      client.awaitJob(waiting, "succeeded");
      assertThat(worker.batches.getFirst().images()).isEqualTo(Map.of(mark, markKey));
    }
    String late = client.job(List.of(image), "watermark:" + mark + "/png", "jpeg");
    assertThat(client.delete("/api/images/" + mark).statusCode()).isEqualTo(204);

    JsonArray tasks = client.jobNow(late).getJsonArray("tasks");
    JsonObject failure = tasks.getJsonObject(0).getJsonObject("failure");
    assertThat(failure.getString("code")).isEqualTo("gone");
    assertThat(tasks.getJsonObject(1).containsKey("failure")).isFalse();
    assertThat(client.jobNow(waiting).getJsonArray("tasks").getJsonObject(0).containsKey("result"))
        .isFalse();
    JsonObject refused = JobClient.jobBody(List.of(image), "watermark:" + mark + "/png");
    assertThat(client.post("/api/jobs", refused.encode()).statusCode()).isEqualTo(422);
    assertThat(client.delete("/api/jobs/" + late).statusCode()).isEqualTo(204);
  }

  @Test
  void aJobRunAgainIsANewJobOfTheSameImagesAndRecipes() {
    JobClient client = platform.client("usr_again");
    String image = client.image(5);
    String mark = client.image(6);
    String first = client.job(List.of(image), "watermark:" + mark + "/png", "jpeg");

    HttpResponse<byte[]> answer = client.postOnce("/api/jobs/" + first + "/rerun", "key-1");
    JsonObject again = JobClient.json(answer);

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.headers().firstValue("Location"))
        .contains("/api/jobs/" + again.getString("id"));
    assertThat(again.getString("id")).isNotEqualTo(first);
    JsonObject old = client.jobNow(first);
    assertThat(again.getJsonArray("outputs")).isEqualTo(old.getJsonArray("outputs"));
    assertThat(again.getJsonArray("outputs").getJsonObject(1))
        .isEqualTo(new JsonObject().put("name", "output-2").put("recipe", "jpeg"));
    assertThat(again.getString("name")).isEqualTo(old.getString("name"));
    assertThat(client.jobNow(again.getString("id")).getJsonArray("tasks")).hasSize(2);
    // The same key answers the same job; under another job's name it is another request.
    assertThat(
            JobClient.json(client.postOnce("/api/jobs/" + first + "/rerun", "key-1"))
                .getString("id"))
        .isEqualTo(again.getString("id"));
    String third = again.getString("id");
    assertThat(client.postOnce("/api/jobs/" + third + "/rerun", "key-1").statusCode())
        .isEqualTo(409);

    assertThat(client.delete("/api/images/" + mark).statusCode()).isEqualTo(204);
    assertThat(client.post("/api/jobs/" + first + "/rerun", "").statusCode()).isEqualTo(422);
    assertThat(
            platform.client("usr_stranger").post("/api/jobs/" + first + "/rerun", "").statusCode())
        .isEqualTo(404);
    assertThat(client.delete("/api/jobs/" + first).statusCode()).isEqualTo(204);
    assertThat(client.delete("/api/jobs/" + third).statusCode()).isEqualTo(204);
  }

  @Test
  void whatWaitsAndWhatHappensIsMetered() throws Exception {
    JobClient client = platform.client("usr_meters");
    String image = client.image(7);
    BacklogStore backlog = new BacklogStore(new Database(platform.pool));
    double before = open(backlog);
    String job = client.job(List.of(image), "jpeg", "png", "webp");
    assertThat(open(backlog)).isEqualTo(before + 3);

    try (TestWorker worker = new TestWorker(platform, TestWorker.SUCCEED)) {
      client.awaitJob(job, "succeeded");
      assertThat(worker.batches).isNotEmpty();
    }
    assertThat(open(backlog)).isEqualTo(before);
    assertThat(platform.meters.get("darkroom.job.dispatch.wait").timer().count())
        .isGreaterThanOrEqualTo(3);
    assertThat(
            platform
                .meters
                .get("darkroom.job.reports")
                .tag("outcome", "succeeded")
                .counter()
                .count())
        .isGreaterThanOrEqualTo(3);
  }

  private static double open(BacklogStore backlog) throws Exception {
    BacklogStore.Backlog now = backlog.measure().await(JobPlatform.LIMIT_SECONDS, TimeUnit.SECONDS);
    return Stream.of("queued", "dispatched", "running")
        .mapToDouble(status -> now.tasks("normal", status))
        .sum();
  }

  @Test
  void outputsOfOneImageTravelTogether() throws Exception {
    JobClient client = platform.client("usr_together");
    String image = client.image(2);

    try (TestWorker worker = new TestWorker(platform, TestWorker.SUCCEED)) {
      String job = client.job(List.of(image), "resize:100x/png", "resize:200x/png", "grayscale");
      client.awaitJob(job, "succeeded");
      // What an earlier job left in the broker may come as well.
      assertThat(worker.batches)
          .filteredOn(batch -> batch.jobId().equals(job))
          .singleElement()
          .satisfies(batch -> assertThat(batch.tasks()).hasSize(3));
    }
  }
}
