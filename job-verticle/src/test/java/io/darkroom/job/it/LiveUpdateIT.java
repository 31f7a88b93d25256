package io.darkroom.job.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Streams of events, whichever instance they are open on. */
class LiveUpdateIT {
  private static JobPlatform platform;
  private static JobPlatform.Instance first;
  private static JobPlatform.Instance second;

  @BeforeAll
  static void start() throws Exception {
    platform = JobPlatform.start();
    first = platform.instance();
    second = platform.addInstance();
  }

  @AfterAll
  static void stop() throws Exception {
    platform.close();
  }

  @Test
  void aJobIsWatchedThroughAnotherInstanceToItsEnd() throws Exception {
    JobClient here = platform.client("usr_watch", first);
    JobClient there = platform.client("usr_watch", second);
    String job = here.job(List.of(here.image(1), here.image(2)), "jpeg");
    try (EventListener listener = new EventListener(there, "/api/jobs/" + job + "/events", "");
        TestWorker worker = new TestWorker(platform, TestWorker.SUCCEED)) {
      until(() -> listener.kinds().contains("job.finished"));

      assertThat(worker.batches).hasSize(2);
      assertThat(listener.events.getLast().data().getJsonObject("progress").getInteger("done"))
          .isEqualTo(2);
      List<Long> sequences =
          listener.events.stream().map(e -> e.data().getLong("sequence")).toList();
      assertThat(sequences).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void aStreamGoesOnWhereItWasLeft() throws Exception {
    JobClient client = platform.client("usr_resume", first);
    String job = client.job(List.of(client.image(3)), "jpeg", "png");
    try (TestWorker worker = new TestWorker(platform, TestWorker.SUCCEED)) {
      client.awaitJob(job, "succeeded");
      assertThat(worker.batches).hasSize(1);
    }
    String path = "/api/jobs/" + job + "/events";
    try (EventListener listener = new EventListener(client, path, "1")) {
      until(() -> listener.kinds().contains("job.finished"));

      assertThat(listener.events.getFirst().id()).isEqualTo("2");
      assertThat(listener.kinds()).doesNotContain("job.created");
    }
  }

  @Test
  void anOwnerSeesAllOfItsJobsAndNoOthers() throws Exception {
    JobClient mine = platform.client("usr_all", second);
    JobClient other = platform.client("usr_other", second);
    String image = mine.image(4);
    String foreign = other.image(5);
    try (EventListener listener = new EventListener(mine, "/api/events", "");
        TestWorker worker = new TestWorker(platform, TestWorker.SUCCEED)) {
      other.job(List.of(foreign), "jpeg");
      String one = mine.job(List.of(image), "jpeg");
      String two = mine.job(List.of(image), "png");
      until(() -> listener.kinds().stream().filter("job.finished"::equals).count() == 2);

      assertThat(listener.events)
          .extracting(e -> e.data().getString("jobId"))
          .containsOnly(one, two);
      assertThat(worker.batches).isNotEmpty();
    }
  }

  @Test
  void anOwnerThatComesBackGetsTheNewestOfWhatChanged() throws Exception {
    JobClient client = platform.client("usr_back", first);
    String job = client.job(List.of(client.image(6)), "jpeg");
    assertThat(client.post("/api/jobs/" + job + "/cancel", "{}").statusCode()).isEqualTo(202);
    String longAgo = String.valueOf(System.currentTimeMillis() - 60_000);
    try (EventListener listener = new EventListener(client, "/api/events", longAgo)) {
      until(() -> listener.kinds().contains("job.cancelled"));

      assertThat(listener.events).hasSize(1);
    }
  }

  @Test
  void streamsEndWhenTheInstanceGoesDown() throws Exception {
    JobPlatform.Instance third = platform.addInstance();
    JobClient client = platform.client("usr_down", third);
    try (EventListener listener = new EventListener(client, "/api/events", "")) {
      assertThat(listener.status()).isEqualTo(200);
      platform.stopInstance(third);
      until(listener::ended);
    }
  }

  private static void until(java.util.concurrent.Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(JobPlatform.LIMIT_SECONDS)).until(condition);
  }
}
