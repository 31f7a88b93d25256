package io.darkroom.job.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.job.cli.SweepCommand;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What no longer fits together is found, and put right on demand only. */
class SweepIT {
  private static final String HANDED_OVER =
      "SELECT count(*) FROM job.tasks WHERE status = 'dispatched'";

  @Test
  void orphansAreReportedAndThenRepaired() throws Exception {
    try (JobPlatform platform = JobPlatform.start()) {
      JobClient client = platform.client("usr_sweep");
      String image = client.image(1);
      String open = client.job(List.of(image), "jpeg");
      String ended = client.job(List.of(image), "jpeg");
      String orphan = "ab12" + "0".repeat(60);
      Path file = platform.folder.resolve("ab").resolve("12").resolve(orphan);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "nobody knows me");
      await()
          .atMost(Duration.ofSeconds(JobPlatform.LIMIT_SECONDS))
          .until(() -> platform.count(HANDED_OVER) == 2);
      change(platform, "UPDATE job.blobs SET refs = refs + 5");
      change(platform, "UPDATE job.jobs SET running = 3 WHERE id = '" + open + "'");
      change(platform, "UPDATE job.tasks SET status = 'failed' WHERE job_id = '" + ended + "'");

      Swept reported = sweep(platform, false);
      assertThat(reported.code()).isEqualTo(1);
      assertThat(reported.text())
          .contains(
              "jobs with wrong counters: 2\n", "miscounted blobs: 1\n", "files nobody knows: 1\n");
      assertThat(Files.exists(file)).isTrue();

      Swept repaired = sweep(platform, true);
      assertThat(repaired.code()).isZero();
      assertThat(repaired.text()).contains("jobs with wrong counters: 2 (repaired)");
      assertThat(Files.exists(file)).isFalse();

      Swept clean = sweep(platform, false);
      assertThat(clean.code()).isZero();
      assertThat(clean.text())
          .contains("miscounted blobs: 0", "blobs without bytes: 0", "jobs with wrong counters: 0");
      assertThat(client.get("/api/images/" + image + "/content").statusCode()).isEqualTo(200);
      assertThat(client.jobNow(open).getString("status")).isEqualTo("running");
      client.awaitJob(ended, "failed");
    }
  }

  @Test
  void theWebhookOfARepairedJobIsTold() throws Exception {
    try (JobPlatform platform = JobPlatform.start(Map.of("job.webhooks.allow-private", "true"))) {
      List<String> told = new CopyOnWriteArrayList<>();
      HttpServer target =
          platform
              .vertx
              .createHttpServer()
              .requestHandler(
                  request ->
                      request.bodyHandler(
                          body -> {
                            told.add(body.toString());
                            request.response().end();
                          }))
              .listen(0, "127.0.0.1")
              .await(JobPlatform.LIMIT_SECONDS, TimeUnit.SECONDS);
      JobClient client = platform.client("usr_sweep_hook");
      JsonObject order =
          JobClient.jobBody(List.of(client.image(1)), "jpeg")
              .put("webhook", "http://127.0.0.1:" + target.actualPort() + "/told");
      String job = JobClient.json(client.post("/api/jobs", order.encode())).getString("id");
      await()
          .atMost(Duration.ofSeconds(JobPlatform.LIMIT_SECONDS))
          .until(() -> platform.count(HANDED_OVER) == 1);
      change(platform, "UPDATE job.tasks SET status = 'failed' WHERE job_id = '" + job + "'");

      assertThat(sweep(platform, true).text()).contains("jobs with wrong counters: 1 (repaired)");

      await().atMost(Duration.ofSeconds(JobPlatform.LIMIT_SECONDS)).until(() -> !told.isEmpty());
      JsonObject event = new JsonObject(told.getFirst());
      assertThat(event.getString("jobId")).isEqualTo(job);
      assertThat(event.getString("status")).isEqualTo("failed");
    }
  }

  @Test
  void lostBytesAreReportedAndStayReported() throws Exception {
    try (JobPlatform platform = JobPlatform.start()) {
      platform.client("usr_lost").image(2);
      try (Stream<Path> files = Files.walk(platform.folder)) {
        files
            .filter(path -> path.getFileName().toString().length() == 64)
            .forEach(path -> assertThat(path.toFile().delete()).isTrue());
      }

      Swept swept = sweep(platform, true);

      assertThat(swept.code()).isEqualTo(1);
      assertThat(swept.text()).contains("blobs without bytes: 1");
    }
  }

  private static void change(JobPlatform platform, String sql) throws Exception {
    platform.pool.query(sql).execute().await(JobPlatform.LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  private record Swept(int code, String text) {}

  private static Swept sweep(JobPlatform platform, boolean repair) throws Exception {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    int code =
        SweepCommand.run(
            platform.config(),
            repair,
            Duration.ZERO,
            new PrintStream(text, true, StandardCharsets.UTF_8));
    return new Swept(code, text.toString(StandardCharsets.UTF_8));
  }
}
