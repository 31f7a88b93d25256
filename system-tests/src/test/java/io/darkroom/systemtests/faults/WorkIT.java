package io.darkroom.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.embedded.PostgresAddress;
import io.darkroom.embedded.RedisAddress;
import io.darkroom.embedded.TestBackends;
import io.darkroom.systemtests.client.Api;
import io.darkroom.systemtests.client.User;
import io.darkroom.systemtests.image.Photo;
import io.darkroom.systemtests.platform.Books;
import io.darkroom.systemtests.platform.RedisNames;
import io.darkroom.systemtests.platform.SeparatePlatform;
import io.darkroom.systemtests.platform.SeparatePlatform.Service;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of work that is deleted, cancelled, or kills its process each time it is begun. */
class WorkIT {
  private static final Logger log = LoggerFactory.getLogger(WorkIT.class);
  private static final int TRIES = 3;
  private static final Duration LIMIT = Duration.ofMinutes(1);
  // The goals are 1 s and 250 ms on an idle machine; what was measured is logged.
  private static final Duration SOON = Duration.ofSeconds(10);
  // Far longer than it takes to see it begin.
  private static final String SLOW = "resize:7000x7000,fit=fill/" + "median:7/".repeat(8) + "png";

  private static final Photo PHOTO = Photo.jpeg(320, 240, 5);

  private static PostgresAddress postgres;
  private static RedisAddress redis;
  private static SeparatePlatform platform;
  private static Api api;

  @BeforeAll
  static void start() {
    TestBackends backends = TestBackends.get();
    postgres = backends.newDatabase();
    redis = backends.newRedis();
    List<String> options =
        List.of("--job.dispatch.max-tries=" + TRIES, "--job.dispatch.backoff=200ms");
    platform = SeparatePlatform.start(postgres, redis, backends.newBroker(), options);
    api = new Api(platform::base);
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  private static String upload(User user, Photo photo, String type) {
    return user.upload("photo." + type, "image/" + type, photo.bytes()).path("id").asText();
  }

  @Test
  void nothingIsLeftOfADeletedImage() {
    User user = User.register(api);
    Photo markPhoto = Photo.png(80, 60, 6);
    String image = upload(user, PHOTO, "jpeg");
    String mark = upload(user, markPhoto, "png");
    String recipe = "watermark:" + mark + ",g=centre/png";
    String job = user.createJob(List.of(image), List.of(recipe)).path("id").asText();
    assertThat(user.awaitJob(job, LIMIT).path("status").asText()).isEqualTo("succeeded");
    JsonNode result = user.results(job).getFirst();
    String href = result.path("href").asText();
    assertMarked(Photo.read(user.download(href)).pixels(), markPhoto.pixels());
    RedisNames names = new RedisNames(redis);
    assertThat(names.matching("darkroom:result*")).isNotEmpty();

    long from = System.nanoTime();
    assertThat(user.delete("/api/images/" + mark)).isEqualTo(204);
    Awaitility.await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(10))
        .until(
            () ->
                user.status(href) == 410
                    && !isStored(result.path("sha256").asText())
                    && names.matching("darkroom:result:*").isEmpty());
    log.atInfo().addKeyValue("ms", (System.nanoTime() - from) / 1_000_000).log("image purged");
    assertThat(user.status("/api/images/" + mark)).isEqualTo(404);
    assertThat(user.status("/api/images/" + image)).isEqualTo(200);
  }

  /** The mark lies in the middle, its pixels unchanged. */
  private static void assertMarked(BufferedImage result, BufferedImage mark) {
    BufferedImage laid = result.getSubimage(120, 90, 80, 60);
    for (int x = 0; x < 80; x++) {
      assertThat(laid.getRGB(x, 30) & 0xffffff).isEqualTo(mark.getRGB(x, 30) & 0xffffff);
    }
  }

  private static boolean isStored(String sha256) {
    try (var all = Files.walk(platform.blobs())) {
      return all.anyMatch(path -> path.getFileName().toString().equals(sha256));
    } catch (java.io.IOException | java.io.UncheckedIOException changing) {
      return true; // files come and go under the walk; the next one tells
    }
  }

  @Test
  void cancellingStopsTheWorker() {
    User user = User.register(api);
    String image = upload(user, PHOTO, "jpeg");
    String job = user.createJob(List.of(image), List.of(SLOW)).path("id").asText();
    Awaitility.await().atMost(LIMIT).until(() -> busySlots() == 1);

    long from = System.nanoTime();
    assertThat(user.post("/api/jobs/" + job + "/cancel")).isEqualTo(202);
    Awaitility.await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> busySlots() == 0);

    log.atInfo().addKeyValue("ms", (System.nanoTime() - from) / 1_000_000).log("work stopped");
    assertThat(user.job(job).path("status").asText()).isEqualTo("cancelled");
  }

  private static double busySlots() {
    return platform.metric(Service.PROCESSING, "darkroom_processing_slots_busy");
  }

  @Test
  void workThatEndsItsProcessIsGivenUpAndHoldsNobodyElseUp() {
    User poisoner = User.register(api);
    User other = User.register(api);
    String poison = upload(poisoner, PHOTO, "jpeg");
    String harmless = upload(other, PHOTO, "jpeg");

    String job = poisoner.createJob(List.of(poison), List.of(SLOW)).path("id").asText();
    for (int kill = 1; kill <= TRIES; kill++) {
      awaitRunning(poisoner, job, kill);
      platform.killAndStart(Service.PROCESSING);
      String recipe = "resize:" + (100 + kill) + "x/jpeg";
      String beside = other.createJob(List.of(harmless), List.of(recipe)).path("id").asText();
      assertThat(other.awaitJob(beside, LIMIT).path("status").asText()).isEqualTo("succeeded");
    }

    JsonNode ended = poisoner.awaitJob(job, LIMIT);
    assertThat(ended.path("status").asText()).isEqualTo("failed");
    JsonNode failure = ended.path("tasks").path(0).path("failure");
    assertThat(failure.path("code").asText()).as("%s", ended).isEqualTo("poisoned");
    assertDeadLetter(job);
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
  private static void assertDeadLetter(String job) {
    Books books = new Books(() -> postgres);
    String letters = "SELECT body FROM job.outbox WHERE kind = 'dead' AND published";
    Awaitility.await().atMost(LIMIT).until(() -> books.rows(letters).size() == 1);
    assertThat(books.rows(letters).getFirst())
        .contains("\"code\":\"poisoned\"", "the worker vanished", job);
  }
}
