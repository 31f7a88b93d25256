package io.darkroom.job.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.codecs.message.Lane;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Instances come and go, and so do connections; jobs end all the same, each task once. */
class OutageIT {

  @Test
  void twoInstancesShareTheWork() throws Exception {
    try (JobPlatform platform = JobPlatform.start()) {
      JobPlatform.Instance first = platform.instance();
      JobPlatform.Instance second = platform.addInstance();
      JobClient a = platform.client("usr_a", first);
      JobClient b = platform.client("usr_a", second);
      List<String> images = images(a, 20);
      try (TestWorker worker = worker(platform)) {
        List<String> jobs = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
          jobs.add((i % 2 == 0 ? a : b).job(images, "jpeg", "png"));
        }
        for (String job : jobs) {
          assertThat(b.awaitJob(job, "succeeded").getJsonObject("progress"))
              .isEqualTo(new JsonObject().put("total", 40).put("done", 40).put("failed", 0));
        }
        assertThat(worker.batches).hasSize(200);
      }
      requireConsistency(platform);
    }
  }

  @Test
  void anInstanceThatIsReplacedLosesNothing() throws Exception {
    try (JobPlatform platform = JobPlatform.start()) {
      JobPlatform.Instance first = platform.instance();
      JobClient before = platform.client("usr_a");
      List<String> images = images(before, 30);
      try (TestWorker worker = worker(platform)) {
        String job = before.job(images, "jpeg", "png");
        await()
            .atMost(Duration.ofSeconds(JobPlatform.LIMIT_SECONDS))
            .until(() -> worker.batches.size() > 5);
        platform.stopInstance(first);
        platform.addInstance();

        platform.client("usr_a").awaitJob(job, "succeeded");
        assertThat(worker.batches).hasSize(30);
      }
      requireConsistency(platform);
    }
  }

  @Test
  void cutConnectionsToDatabaseAndBrokerLoseNothing() throws Exception {
    try (JobPlatform platform = JobPlatform.startBehindLinks()) {
      JobClient client = platform.client("usr_a");
      List<String> images = images(client, 40);
      try (TestWorker worker = worker(platform)) {
        String job = client.job(images, "jpeg", "png");
        for (int round = 1; round <= 6; round++) {
          int reached = round * 5;
          await()
              .atMost(Duration.ofSeconds(JobPlatform.LIMIT_SECONDS))
              .until(() -> worker.batches.size() >= Math.min(reached, 40));
          (round % 2 == 0 ? platform.databaseLink() : platform.brokerLink()).cut();
        }

        JsonObject done = client.awaitJob(job, "succeeded");
        assertThat(done.getJsonObject("progress").getInteger("done")).isEqualTo(80);
      }
      requireConsistency(platform);
    }
  }

  @Test
  void requestsInTheMomentOfACutAreToldToComeBack() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    AtomicInteger served = new AtomicInteger();
    try (JobPlatform platform = JobPlatform.startBehindLinks();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      JobClient client = platform.client("usr_a");
      List<String> image = images(client, 1);
      String job = client.job(image, "jpeg");
      String order = JobClient.jobBody(image, "png").encode();
      List<Future<?>> callers = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        callers.add(
            threads.submit(() -> ask(() -> client.get("/api/jobs/" + job), enough, served)));
        callers.add(
            threads.submit(() -> ask(() -> client.post("/api/jobs", order), enough, served)));
      }
      try {
        for (int cut = 1; cut <= 8; cut++) {
          int before = served.get();
          await()
              .atMost(Duration.ofSeconds(JobPlatform.LIMIT_SECONDS))
              .until(
                  () -> served.get() > before + 100 || callers.stream().anyMatch(Future::isDone));
          platform.databaseLink().cut();
        }
      } finally {
        enough.set(true);
      }
      for (Future<?> caller : callers) {
        caller.get();
      }
    }
  }

  private static void ask(
      Supplier<HttpResponse<byte[]>> call, AtomicBoolean enough, AtomicInteger served) {
    while (!enough.get()) {
      int status = call.get().statusCode();
      assertThat(status).isIn(200, 202, 503);
      served.addAndGet(status == 503 ? 0 : 1);
    }
  }

  /** Every counter equals its tasks, every reference its users. */
  static void requireConsistency(JobPlatform platform) {
    await()
        .atMost(Duration.ofSeconds(JobPlatform.LIMIT_SECONDS))
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              assertThat(
                      platform.count(
                          """
                          SELECT count(*) FROM job.jobs j WHERE (queued, dispatched, running,
                            succeeded, failed, cancelled) <> (
                            SELECT count(*) FILTER (WHERE status = 'queued'),
                              count(*) FILTER (WHERE status = 'dispatched'),
                              count(*) FILTER (WHERE status = 'running'),
                              count(*) FILTER (WHERE status = 'succeeded'),
                              count(*) FILTER (WHERE status = 'failed'),
                              count(*) FILTER (WHERE status = 'cancelled')
                            FROM job.tasks t WHERE t.job_id = j.id)
                          """))
                  .isZero();
              assertThat(
                      platform.count(
                          """
                          SELECT count(*) FROM job.blobs b WHERE refs <>
                            (SELECT count(*) FROM job.images i WHERE i.sha256 = b.sha256) +
                            (SELECT count(*) FROM job.tasks t WHERE t.result_sha256 = b.sha256)
                          """))
                  .isZero();
              assertThat(platform.count("SELECT count(*) FROM job.outbox WHERE NOT published"))
                  .isZero();
            });
  }

  private static TestWorker worker(JobPlatform platform) throws Exception {
    return new TestWorker(platform, Lane.NORMAL, 8, Duration.ofMillis(5), TestWorker.SUCCEED);
  }

  private static List<String> images(JobClient client, int n) {
    List<String> images = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      images.add(client.image(i));
    }
    return images;
  }
}
