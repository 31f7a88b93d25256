package io.darkroom.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.embedded.PostgresAddress;
import io.darkroom.embedded.TestBackends;
import io.darkroom.systemtests.client.Api;
import io.darkroom.systemtests.client.User;
import io.darkroom.systemtests.image.Photo;
import io.darkroom.systemtests.platform.Books;
import io.darkroom.systemtests.platform.SeparatePlatform;
import io.darkroom.systemtests.platform.SeparatePlatform.Service;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Work whose process dies each time it is begun, as an image would that crashes native code. */
class PoisonIT {
  private static final int TRIES = 3;
  private static final Duration LIMIT = Duration.ofMinutes(1);
  // Far longer than it takes to see it begin.
  private static final String SLOW = "resize:7000x7000,fit=fill/" + "median:7/".repeat(8) + "png";

  @Test
  void workThatEndsItsProcessIsGivenUpAndHoldsNobodyElseUp() {
    TestBackends backends = TestBackends.get();
    PostgresAddress postgres = backends.newDatabase();
    List<String> options =
        List.of("--job.dispatch.max-tries=" + TRIES, "--job.dispatch.backoff=200ms");
    Photo photo = Photo.jpeg(320, 240, 5);
    try (SeparatePlatform platform =
        SeparatePlatform.start(postgres, backends.newRedis(), backends.newBroker(), options)) {
      Api api = new Api(platform::base);
      User poisoner = User.register(api);
      User other = User.register(api);
      String poison = poisoner.upload("p.jpg", "image/jpeg", photo.bytes()).path("id").asText();
      String harmless = other.upload("h.jpg", "image/jpeg", photo.bytes()).path("id").asText();

      String job = poisoner.createJob(List.of(poison), List.of(SLOW)).path("id").asText();
      for (int kill = 1; kill <= TRIES; kill++) {
        awaitRunning(poisoner, job, kill);
        platform.killAndStart(Service.PROCESSING);
        String beside =
            other
                .createJob(List.of(harmless), List.of("resize:" + (100 + kill) + "x/jpeg"))
                .path("id")
                .asText();
        assertThat(other.awaitJob(beside, LIMIT).path("status").asText()).isEqualTo("succeeded");
      }

      JsonNode ended = poisoner.awaitJob(job, LIMIT);
      assertThat(ended.path("status").asText()).isEqualTo("failed");
      JsonNode failure = ended.path("tasks").path(0).path("failure");
      assertThat(failure.path("code").asText()).as("%s", ended).isEqualTo("poisoned");
      assertDeadLetter(new Books(() -> postgres), job);
    }
  }

  /** Begun, and for the n-th time, so that every kill meets another attempt. */
  private static void awaitRunning(User user, String job, int attempt) {
    Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> user.job(job).path("tasks").path(0),
            task ->
                task.path("status").asText().equals("running")
                    && task.path("attempt").asInt() >= attempt);
  }

  /** One letter with the reason, taken by the broker. */
  private static void assertDeadLetter(Books books, String job) {
    String letters = "SELECT body FROM job.outbox WHERE kind = 'dead' AND published";
    Awaitility.await().atMost(LIMIT).until(() -> books.rows(letters).size() == 1);
    assertThat(books.rows(letters).getFirst())
        .contains("\"code\":\"poisoned\"", "the worker vanished", job);
  }
}
