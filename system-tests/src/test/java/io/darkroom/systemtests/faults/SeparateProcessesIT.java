package io.darkroom.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.systemtests.client.Api;
import io.darkroom.systemtests.client.Api.Answer;
import io.darkroom.systemtests.client.User;
import io.darkroom.systemtests.faults.Hammer.Outcome;
import io.darkroom.systemtests.image.Photo;
import io.darkroom.systemtests.journey.Journey;
import io.darkroom.systemtests.platform.SeparatePlatform;
import io.darkroom.systemtests.platform.SeparatePlatform.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The four services as four processes, so that nothing can secretly share a JVM. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeparateProcessesIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  // Longer than any timeout on the way of a request, and much shorter than that of the client.
  private static final Duration HANGS = Duration.ofSeconds(35);
  private static final Duration REVOKED = Duration.ofSeconds(5);
  private static final String ACCOUNT = "/api/auth/me";
  private static final String JOBS = "/api/jobs";
  private static final String REQUESTS = "vertx_http_server_response_time_seconds_count";

  private SeparatePlatform platform;
  private Api api;
  private User user;

  @BeforeAll
  void start() {
    // Nobody waits for a render here, so every one that is not made yet is late.
    platform =
        SeparatePlatform.start(
            Set.of(Service.values()),
            List.of("--processing.render.patience=1ms", "--gateway.rates.enabled=false"));
    api = new Api(platform::base);
    user = User.register(api);
  }

  @AfterAll
  void stop() {
    platform.close();
  }

  @Test
  void theJourneyWorksAndOutlivesTheDeathOfEveryService() {
    Journey.Outcome before = Journey.run(user, Photo.jpeg(1500, 1000, 3));

    platform.killAndStart();

    assertThat(user.download(before.href())).isEqualTo(before.bytes());
    Journey.run(user, Photo.jpeg(1000, 1500, 4));
  }

  @Test
  void whileOneServiceIsDeadRequestsFailClearlyAndTheOthersAnswer() {
    String render = "/api/images/" + upload(5) + "/render?recipe=resize:64x/png";
    try (Hammer hammer = Hammer.start(api, user, List.of(ACCOUNT, JOBS, render), 2)) {
      kill(hammer, Service.AUTH, List.of(JOBS, render));
      kill(hammer, Service.PROCESSING, List.of(ACCOUNT, JOBS));
      kill(hammer, Service.JOB, List.of(ACCOUNT));
    }
  }

  private void kill(Hammer hammer, Service service, List<String> untouched) {
    awaitWell(hammer);
    hammer.take();

    platform.killAndStart(service);
    awaitWell(hammer);

    List<Outcome> seen = hammer.take();
    assertThat(seen).as("without %s", service).allMatch(o -> o.isGood() || o.isClearRefusal());
    assertThat(seen).as("without %s", service).allMatch(o -> o.took().compareTo(HANGS) < 0);
    assertThat(seen)
        .as("without %s", service)
        .filteredOn(o -> untouched.contains(o.path()))
        .allMatch(Outcome::isGood);
  }

  @ParameterizedTest
  @EnumSource(
      value = Service.class,
      names = {"JOB", "AUTH", "PROCESSING"})
  void theDeathOfOneOfTwoInstancesFailsNoMoreThanWhatItHadInHands(Service service) {
    String path =
        switch (service) {
          case AUTH -> ACCOUNT;
          case PROCESSING -> "/api/images/" + upload(8) + "/render?recipe=resize:32x/png";
          default -> JOBS;
        };
    // More than failures in a row that the gateway takes for the end of a whole service.
    int clients = 48;
    try (Hammer hammer = Hammer.start(api, user, List.of(path), clients)) {
      SeparatePlatform.Twin twin = platform.startTwin(service);
      awaitWell(hammer);
      awaitShare(twin);
      hammer.take();

      twin.kill();
      List<Outcome> seen = new ArrayList<>(hammer.take());
      Awaitility.await().atMost(LIMIT).until(() -> hammer.isWell(500));
      seen.addAll(hammer.take());

      assertThat(seen).allMatch(o -> o.isGood() || o.isClearRefusal());
      assertThat(seen).allMatch(o -> o.took().compareTo(HANGS) < 0);
      assertThat(seen).filteredOn(o -> !o.isGood()).hasSizeLessThanOrEqualTo(clients);
    }
  }

  @Test
  void aRevokedKeyEndsAtEveryGateway() {
    SeparatePlatform.Twin twin = platform.startTwin(Service.GATEWAY);
    List<Api> gateways = List.of(api, new Api(twin::base));
    Map<String, Object> wanted = Map.of("name", "reader", "scopes", List.of("jobs:read"));
    JsonNode made = api.json("POST", "/api/auth/keys", user.token(), wanted).expect(201).json();
    Optional<String> key = Optional.of(made.path("key").asText());
    gateways.forEach(gateway -> gateway.send("GET", JOBS, key).expect(200));

    api.send("DELETE", "/api/auth/keys/" + made.path("id").asText(), user.token()).expect(204);

    Awaitility.await()
        .atMost(REVOKED)
        .until(() -> gateways.stream().allMatch(g -> g.send("GET", JOBS, key).status() == 401));
  }

  /** Waits until an instance does its part of the work. */
  private static void awaitShare(SeparatePlatform.Twin twin) {
    double before = twin.metric(REQUESTS);
    Awaitility.await().atMost(LIMIT).until(() -> twin.metric(REQUESTS) > before + 100);
  }

  private static void awaitWell(Hammer hammer) {
    Awaitility.await().atMost(LIMIT).until(() -> hammer.isWell(10));
  }

  @Test
  void aRenderThatTakesTooLongIsFinishedByAJob() {
    String image = upload(6);
    String path = "/api/images/" + image + "/render?recipe=resize:200x/png";

    Answer late = api.send("GET", path, user.token()).expect(202);

    JsonNode job = finished(late);
    assertThat(job.path("tasks").path(0).path("image").asText()).isEqualTo(image);
    assertThat(widthOfResult(job)).isEqualTo(200);
  }

  @Test
  void aBodyWhoseRenderTakesTooLongBecomesAnImage() {
    Photo photo = Photo.jpeg(1500, 1000, 7);
    Optional<String> key = keyForRendersOnly();

    Answer late =
        api.bytes("POST", "/api/render?recipe=resize:100x/jpeg", key, "image/jpeg", photo.bytes())
            .expect(202);

    JsonNode job = finished(late);
    assertThat(widthOfResult(job)).isEqualTo(100);
    String image = job.path("tasks").path(0).path("image").asText();
    assertThat(user.download("/api/images/" + image + "/content")).isEqualTo(photo.bytes());
    assertThat(api.send("GET", JOBS, key).status()).isEqualTo(403);
  }

  @Test
  void anAdministratorSeesWhatWaitsAndNobodyElseDoes() {
    // The first account of an installation is its administrator.
    JsonNode state = api.send("GET", "/api/system", user.token()).expect(200).json();

    JsonNode backlog = state.path("backlog");
    for (String queue : List.of("tasks.normal", "tasks.heavy", "results", "dead")) {
      assertThat(backlog.path("queues").path("darkroom." + queue).isIntegralNumber())
          .as("%s in %s", queue, backlog)
          .isTrue();
    }
    assertThat(backlog.path("outbox").isIntegralNumber()).isTrue();
    assertThat(backlog.path("tasks").path("queued").isIntegralNumber()).isTrue();
    assertThat(state.path("services"))
        .extracting(service -> service.path("name").asText())
        .containsExactlyInAnyOrder("auth", "gateway", "job", "processing");
    for (JsonNode service : state.path("services")) {
      JsonNode instance = service.path("instances").path(0);
      assertThat(instance.path("status").asText()).as("%s", service).isEqualTo("up");
      assertThat(instance.path("version").asText()).isNotBlank();
    }
    assertThat(detail(state, "processing", "engine")).contains("portable");
    assertThat(detail(state, "job", "broker")).isEqualTo("up");
    assertThat(detail(state, "auth", "postgres")).isEqualTo("up");
    assertThat(api.send("GET", "/api/system", User.register(api).token()).status()).isEqualTo(403);
  }

  /** What a check of a service's first instance says, or that it is well. */
  private static String detail(JsonNode state, String service, String check) {
    for (JsonNode one : state.path("services")) {
      for (JsonNode found : one.path("instances").path(0).path("checks")) {
        if (one.path("name").asText().equals(service)
            && found.path("name").asText().equals(check)) {
          return found.path("detail").asText(found.path("status").asText());
        }
      }
    }
    return "";
  }

  private Optional<String> keyForRendersOnly() {
    Map<String, Object> body = Map.of("name", "renderer", "scopes", List.of("render"));
    JsonNode key = api.json("POST", "/api/auth/keys", user.token(), body).expect(201).json();
    return Optional.of(key.path("key").asText());
  }

  private JsonNode finished(Answer late) {
    String id = late.json().path("id").asText();
    assertThat(late.header("location")).contains("/api/jobs/" + id);
    JsonNode job = user.awaitJob(id, LIMIT);
    assertThat(job.path("status").asText()).as("%s", job).isEqualTo("succeeded");
    return job;
  }

  private int widthOfResult(JsonNode job) {
    JsonNode result = user.results(job.path("id").asText()).getFirst();
    return Photo.read(user.download(result.path("href").asText())).pixels().getWidth();
  }

  private String upload(long seed) {
    Photo photo = Photo.jpeg(1500, 1000, seed);
    return user.upload("p.jpg", "image/jpeg", photo.bytes()).path("id").asText();
  }
}
