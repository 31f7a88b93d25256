package io.darkroom.systemtests.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.systemtests.client.Api;
import io.darkroom.systemtests.client.Api.Answer;
import io.darkroom.systemtests.client.User;
import io.darkroom.systemtests.image.Photo;
import io.darkroom.systemtests.platform.Installation;
import io.darkroom.systemtests.platform.SharedStandalone;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Another owner's ids on every operation of the published contract that takes one: there is no such
 * thing, whatever is tried. An operation that is new to the contract is tried as well.
 */
@ExtendWith(SharedStandalone.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignIdsIT {
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
  private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");
  private static final Map<String, String> BODIES =
      Map.of(
          "changeJob", "{\"name\":\"mine now\"}",
          "replaceRecipe", "{\"recipe\":\"png\"}",
          "updateUser", "{\"disabled\":true}");

  private Api api;
  private User owner;
  private User stranger;
  private JsonNode contract;
  private String image;
  private String job;
  private String task;
  private String session;
  private String key;
  private String account;

  /** One operation, its path filled with the owner's ids. */
  record Attempt(String operation, String method, String path, boolean admins, boolean streams) {}

  @BeforeAll
  void start(Installation here) {
    api = here.api();
    owner = User.register(api);
    stranger = User.register(api);
    contract = api.send("GET", "/api/openapi.json", Optional.empty()).expect(200).json();
    Photo photo = Photo.jpeg(300, 200, 21);
    image = owner.upload("mine.jpg", "image/jpeg", photo.bytes()).path("id").asText();
    job = owner.createJob(List.of(image), List.of("resize:50x/png")).path("id").asText();
    owner.awaitJob(job, Duration.ofSeconds(60));
    task = owner.results(job).getFirst().path("taskId").asText();
    send("POST", "/api/recipes", "{\"name\":\"secret-sauce\",\"recipe\":\"jpeg\"}").expect(201);
    key =
        send("POST", "/api/auth/keys", "{\"name\":\"k\",\"scopes\":[\"render\"]}")
            .expect(201)
            .json()
            .path("id")
            .asText();
    account = owner.id();
    session = get("/api/auth/sessions").path("sessions").path(0).path("id").asText();
    assertThat(session).startsWith("ses_");
  }

  Stream<Attempt> attempts() {
    List<Attempt> all = new ArrayList<>();
    contract
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(entry -> add(all, path.getKey(), entry.getKey(), entry.getValue())));
    // Fewer means that the enumeration is broken, not the contract.
    assertThat(all).hasSizeGreaterThan(18);
    return all.stream();
  }

  private void add(List<Attempt> all, String template, String method, JsonNode operation) {
    boolean open = operation.has("security") && operation.path("security").isEmpty();
    if (METHODS.contains(method) && template.contains("{") && !open) {
      String path = PARAMETER.matcher(template).replaceAll(m -> sample(template, m.group(1)));
      all.add(
          new Attempt(
              operation.path("operationId").asText(),
              method.toUpperCase(java.util.Locale.ROOT),
              path + query(operation),
              operation.path("security").toString().contains("\"admin\""),
              operation.toString().contains("text/event-stream")));
    }
  }

  private String sample(String template, String parameter) {
    return switch (parameter) {
      case "imageId" -> image;
      case "jobId" -> job;
      case "taskId" -> task;
      case "name" -> "secret-sauce";
      case "id" ->
          template.contains("/sessions/") ? session : template.contains("/keys/") ? key : account;
      default -> throw new AssertionError("no sample for " + parameter + " of " + template);
    };
  }

  private static String query(JsonNode operation) {
    StringBuilder query = new StringBuilder();
    for (JsonNode parameter : operation.path("parameters")) {
      if (parameter.path("in").asText().equals("query") && parameter.path("required").asBoolean()) {
        String name = parameter.path("name").asText();
        assertThat(name).as("a required parameter with a sample").isEqualTo("recipe");
        query.append(query.isEmpty() ? "?" : "&").append(name).append("=resize:51x/png");
      }
    }
    return query.toString();
  }

  @ParameterizedTest
  @MethodSource("attempts")
  void isNotFound(Attempt attempt) {
    String body = BODIES.getOrDefault(attempt.operation(), "{}");

    Answer answer =
        attempt.method().equals("GET") || attempt.method().equals("DELETE")
            ? api.send(attempt.method(), attempt.path(), stranger.token())
            : send(stranger, attempt.method(), attempt.path(), body);

    assertThat(answer.status())
        .as("%s %s: %s", attempt.method(), attempt.path(), text(answer))
        .isEqualTo(attempt.admins() ? 403 : 404);
    assertThat(answer.header("content-type")).contains("application/problem+json");
    assertThat(text(answer).replace(attempt.path(), "")).doesNotContain(account);
    if (attempt.method().equals("GET") && !attempt.streams()) {
      // The same address is good for its owner, so it was the stranger that was refused.
      assertThat(api.send("GET", attempt.path(), owner.token()).status()).isLessThan(300);
    }
  }

  @Test
  void foreignImagesInBodiesAndRecipesAreNotFoundEither() {
    String own =
        stranger
            .upload("own.jpg", "image/jpeg", Photo.jpeg(90, 60, 22).bytes())
            .path("id")
            .asText();
    String watermark = "watermark:" + image + "/png";
    String linked = "{\"image\":\"" + image + "\",\"recipe\":\"png\"}";
    String marked = "{\"image\":\"" + own + "\",\"recipe\":\"" + watermark + "\"}";
    String job1 = "{\"images\":[\"" + image + "\"],\"outputs\":[{\"recipe\":\"png\"}]}";
    String job2 = "{\"images\":[\"" + own + "\"],\"outputs\":[{\"recipe\":\"" + watermark + "\"}]}";

    assertThat(send(stranger, "POST", "/api/links", linked).status()).isEqualTo(404);
    assertThat(send(stranger, "POST", "/api/links", marked).status()).isEqualTo(422);
    assertThat(send(stranger, "POST", "/api/jobs", job1).status()).isEqualTo(422);
    assertThat(send(stranger, "POST", "/api/jobs", job2).status()).isEqualTo(422);
    String render = "/api/images/" + own + "/render?recipe=" + watermark;
    assertThat(api.send("GET", render, stranger.token()).status()).isEqualTo(404);
  }

  private Answer send(String method, String path, String body) {
    return send(owner, method, path, body);
  }

  private Answer send(User user, String method, String path, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return api.bytes(method, path, user.token(), "application/json", bytes);
  }

  private JsonNode get(String path) {
    return api.send("GET", path, owner.token()).expect(200).json();
  }

  private static String text(Answer answer) {
    return new String(answer.bytes(), StandardCharsets.UTF_8);
  }
}
