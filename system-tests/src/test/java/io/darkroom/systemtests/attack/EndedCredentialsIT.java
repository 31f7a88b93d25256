package io.darkroom.systemtests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.systemtests.client.Api;
import io.darkroom.systemtests.client.Api.Answer;
import io.darkroom.systemtests.client.User;
import io.darkroom.systemtests.image.Photo;
import io.darkroom.systemtests.platform.Installation;
import io.darkroom.systemtests.platform.SharedStandalone;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tokens and keys that were good a moment ago, at each service through the gateway. */
@ExtendWith(SharedStandalone.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndedCredentialsIT {
  private static final Duration PROMISE = Duration.ofSeconds(5);

  private Api api;
  private User admin;

  @BeforeAll
  void start(Installation here) {
    api = here.api();
    admin = here.admin();
  }

  @Test
  void theTokenOfADeletedAccountEnds() {
    User user = User.register(api);
    String image = image(user, 31);

    user.deleteAccount();

    awaitRefused(user.token(), image);
  }

  @Test
  void theTokenOfADisabledAccountEnds() {
    User user = User.register(api);
    String image = image(user, 32);
    String refresh = user.signIn().path("refreshToken").asText();

    change(user, Map.of("disabled", true));

    awaitRefused(user.token(), image);
    refused(refresh(refresh), 401);
    assertThat(api.json("POST", "/api/auth/login", Optional.empty(), user.credentials()).status())
        .isIn(401, 403);
  }

  @Test
  void theLinksOfADisabledAccountRestUntilItIsEnabled() {
    User user = User.register(api);
    Map<String, Object> wanted = Map.of("image", image(user, 37), "recipe", "resize:20x/png");
    JsonNode link = api.json("POST", "/api/links", user.token(), wanted).expect(201).json();
    String path = URI.create(link.path("url").asText()).getRawPath();
    api.send("GET", path, Optional.empty()).expect(200);
    String id = user.id();

    change(id, Map.of("disabled", true));
    awaitStatus(path, 403);
    refused(api.send("GET", path, Optional.empty()), 403);

    change(id, Map.of("disabled", false));
    awaitStatus(path, 200);
  }

  private void awaitStatus(String path, int status) {
    Awaitility.await(path)
        .atMost(PROMISE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> api.send("GET", path, Optional.empty()).status() == status);
  }

  @Test
  void aRevokedKeyEnds() {
    User user = User.register(api);
    String image = image(user, 33);
    Map<String, Object> wanted =
        Map.of("name", "k", "scopes", List.of("images:*", "jobs:*", "render"));
    JsonNode made = api.json("POST", "/api/auth/keys", user.token(), wanted).expect(201).json();
    Optional<String> key = Optional.of(made.path("key").asText());
    api.send("GET", "/api/jobs", key).expect(200);
    api.send("GET", "/api/images/" + image + "/info", key).expect(200);

    api.send("DELETE", "/api/auth/keys/" + made.path("id").asText(), user.token()).expect(204);

    awaitRefused(key, image);
  }

  @Test
  void aReplayedRefreshTokenEndsItsSession() {
    User user = User.register(api);
    String image = image(user, 34);
    String first = user.signIn().path("refreshToken").asText();
    String second = refresh(first).expect(200).json().path("refreshToken").asText();
    JsonNode third = refresh(second).expect(200).json();
    Optional<String> access = Optional.of(third.path("accessToken").asText());
    api.send("GET", "/api/jobs", access).expect(200);

    refused(refresh(first), 401);

    refused(refresh(third.path("refreshToken").asText()), 401);
    awaitRefused(access, image);
  }

  @Test
  void theQuotaThatAnAdministratorSetsHoldsFromTheNextTokenOn() {
    User user = User.register(api);
    change(user, Map.of("quota", Map.of("images", 1, "megapixelsPerDay", 0)));
    user.signIn();
    String image = image(user, 35);

    Answer second =
        api.bytes(
            "POST",
            "/api/images?name=x",
            user.token(),
            "image/jpeg",
            Photo.jpeg(60, 40, 36).bytes());
    Map<String, Object> job =
        Map.of("images", List.of(image), "outputs", List.of(Map.of("recipe", "png")));
    Answer work = api.json("POST", "/api/jobs", user.token(), job);

    for (Answer answer : List.of(second, work)) {
      refused(answer, 403);
      assertThat(answer.json().path("code").asText()).isEqualTo("quota-exceeded");
      assertThat(answer.json().path("detail").asText()).isNotBlank();
    }
    JsonNode usage = api.send("GET", "/api/usage", user.token()).expect(200).json();
    assertThat(usage.path("quota").path("images").asInt()).isEqualTo(1);
    assertThat(usage.path("stored").path("images").asInt()).isEqualTo(1);
  }

  private void awaitRefused(Optional<String> token, String image) {
    for (String path : List.of("/api/jobs", "/api/auth/me", "/api/images/" + image + "/info")) {
      Awaitility.await(path)
          .atMost(PROMISE)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(100))
          .until(() -> api.send("GET", path, token).status() == 401);
      refused(api.send("GET", path, token), 401);
    }
  }

  private static void refused(Answer answer, int status) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("content-type")).contains("application/problem+json");
  }

  private Answer refresh(String token) {
    return api.json("POST", "/api/auth/refresh", Optional.empty(), Map.of("refreshToken", token));
  }

  private void change(User user, Map<String, Object> change) {
    change(user.id(), change);
  }

  private void change(String id, Map<String, Object> change) {
    admin.signIn();
    api.json("PATCH", "/api/auth/users/" + id, admin.token(), change).expect(200);
  }

  private static String image(User user, long seed) {
    Photo photo = Photo.jpeg(60, 40, seed);
    return user.upload("i.jpg", "image/jpeg", photo.bytes()).path("id").asText();
  }
}
