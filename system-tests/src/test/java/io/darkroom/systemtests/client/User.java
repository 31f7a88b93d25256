package io.darkroom.systemtests.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.systemtests.client.Api.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;

/** Somebody with an account, doing what people do: upload, run, wait, download. */
public final class User {
  private static final Set<String> FINAL = Set.of("succeeded", "partial", "failed", "cancelled");
  private static final String PASSWORD = "correct horse battery staple 7";

  private final Api api;
  private final String email;
  private String token;

  private User(Api api, String email) {
    this.api = api;
    this.email = email;
  }

  /** Makes an account with an address nobody else has, and signs in. */
  public static User register(Api api) {
    User user = new User(api, "user-" + UUID.randomUUID() + "@example.com");
    api.json(
            "POST",
            "/api/auth/register",
            Optional.empty(),
            Map.of("email", user.email, "password", PASSWORD, "name", "Ada"))
        .expect(201);
    user.signIn();
    return user;
  }

  /** Signs in again, as after a restart or when a token has run out, and returns the tokens. */
  public JsonNode signIn() {
    JsonNode tokens =
        api.json("POST", "/api/auth/login", Optional.empty(), credentials()).expect(200).json();
    token = tokens.path("accessToken").asText();
    return tokens;
  }

  /** What this user signs in with. */
  public Map<String, String> credentials() {
    return Map.of("email", email, "password", PASSWORD);
  }

  /** The id of the account. */
  public String id() {
    return api.send("GET", "/api/auth/me", token()).expect(200).json().path("id").asText();
  }

  /** Deletes the account; its token is kept, to see whether it still opens something. */
  public void deleteAccount() {
    api.json("DELETE", "/api/auth/me", token(), Map.of("password", PASSWORD)).expect(204);
  }

  /** The bearer token of this user. */
  public Optional<String> token() {
    return Optional.of(token);
  }

  /** Uploads an image and returns its description. */
  public JsonNode upload(String name, String contentType, byte[] bytes) {
    String path = "/api/images?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    return api.bytes("POST", path, token(), contentType, bytes).expect(201).json();
  }

  /** The status of asking for a path. */
  public int status(String path) {
    return api.send("GET", path, token()).status();
  }

  /** The status of posting nothing to a path. */
  public int post(String path) {
    return api.send("POST", path, token()).status();
  }

  /** The status of deleting a path. */
  public int delete(String path) {
    return api.send("DELETE", path, token()).status();
  }

  /** Creates a job of these recipes over these images and returns it. */
  public JsonNode createJob(List<String> images, List<String> recipes) {
    List<Map<String, String>> outputs = recipes.stream().map(r -> Map.of("recipe", r)).toList();
    Answer answer =
        api.json("POST", "/api/jobs", token(), Map.of("images", images, "outputs", outputs));
    return answer.expect(202).json();
  }

  /** A job as it is now. */
  public JsonNode job(String id) {
    return api.send("GET", "/api/jobs/" + id, token()).expect(200).json();
  }

  /** Waits until a job has a final state. */
  public JsonNode awaitJob(String id, Duration limit) {
    return Awaitility.await("job " + id)
        .atMost(limit)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> job(id), job -> FINAL.contains(job.path("status").asText()));
  }

  /** The results of a job. */
  public List<JsonNode> results(String id) {
    List<JsonNode> results = new ArrayList<>();
    JsonNode body = api.send("GET", "/api/jobs/" + id + "/results", token()).expect(200).json();
    body.path("results").forEach(results::add);
    return results;
  }

  /** The bytes behind a path of the API. */
  public byte[] download(String href) {
    return api.send("GET", href, token()).expect(200).bytes();
  }
}
