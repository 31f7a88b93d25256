package io.darkroom.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.systemtests.client.Api;
import io.darkroom.systemtests.client.User;
import io.darkroom.systemtests.image.Photo;
import io.darkroom.systemtests.journey.Journey;
import io.darkroom.systemtests.platform.StandalonePlatform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class KillRecoveryIT {
  private static final int JOBS = 50;

  /** Enough for most of them to be in flight when the first is done. */
  private static final int FEWER_JOBS = 20;

  @Test
  void fiftyJobsSurviveTheDeathOfTheirProcess() {
    Photo photo = Photo.jpeg(2400, 1800, 7);
    try (StandalonePlatform platform = StandalonePlatform.start()) {
      User user = User.register(new Api(platform::base));
      String image = user.upload("p.jpg", "image/jpeg", photo.bytes()).path("id").asText();
      List<String> jobs = submit(user, image, JOBS);
      awaitSomeWork(user, jobs);

      platform.killAndStart();
      user.signIn();

      for (String job : jobs) {
        assertFinishedOnce(user, job, photo);
      }
    }
  }

  @Test
  void isolatedProcessingMayDieWhileThePlatformGoesOn() {
    Photo photo = Photo.jpeg(2400, 1800, 7);
    try (StandalonePlatform platform = StandalonePlatform.start(List.of("--isolate"))) {
      User user = User.register(new Api(platform::base));
      String image = user.upload("p.jpg", "image/jpeg", photo.bytes()).path("id").asText();
      List<String> jobs = submit(user, image, FEWER_JOBS);
      awaitSomeWork(user, jobs);

      long first = platform.killProcessing();
      assertThat(user.job(jobs.getLast()).path("id").asText()).isEqualTo(jobs.getLast());
      for (String job : jobs) {
        assertFinishedOnce(user, job, photo);
      }

      assertThat(platform.killProcessing()).as("it was started again").isNotEqualTo(first);
    }
  }

  private static List<String> submit(User user, String image, int count) {
    List<String> jobs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      // Each recipe differs, so that no job is answered from the cache of another.
      String recipe = "resize:320x/jpeg:q=" + (45 + i);
      jobs.add(user.createJob(List.of(image), List.of(recipe)).path("id").asText());
    }
    return jobs;
  }

  /** The kill must meet jobs in every state: some done, most not. */
  private static void awaitSomeWork(User user, List<String> jobs) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> jobs.stream().anyMatch(id -> isDone(user.job(id))));
    assertThat(isDone(user.job(jobs.getLast()))).as("work is still in flight").isFalse();
  }

  private static boolean isDone(JsonNode job) {
    return job.path("status").asText().equals("succeeded");
  }

  private static void assertFinishedOnce(User user, String id, Photo photo) {
    JsonNode job = user.awaitJob(id, Duration.ofSeconds(150));
    assertThat(job.path("status").asText()).as("%s", job).isEqualTo("succeeded");
    assertThat(job.path("progress").path("total").asInt()).isEqualTo(1);
    assertThat(job.path("progress").path("done").asInt()).isEqualTo(1);
    assertThat(job.path("progress").path("failed").asInt()).isZero();
    List<JsonNode> results = user.results(id);
    assertThat(results).hasSize(1);
    Journey.checkPixels(photo, user.download(results.getFirst().path("href").asText()));
  }
}
