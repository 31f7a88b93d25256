package io.darkroom.load.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** An account made for one run, signed in. */
public final class Account {
  private static final Set<String> FINAL = Set.of("succeeded", "partial", "failed", "cancelled");
  private static final String PASSWORD = "correct horse battery staple 7";

  private final PlatformClient client;
  private final String email;
  private final String token;

  private Account(PlatformClient client, String email, String token) {
    this.client = client;
    this.email = email;
    this.token = token;
  }

  /** Registers under a name nobody has and signs in. */
  public static Future<Account> open(PlatformClient client) {
    String email = "load-" + UUID.randomUUID() + "@example.com";
    Map<String, String> body = Map.of("email", email, "password", PASSWORD, "name", "Load");
    return client
        .json(HttpMethod.POST, "/api/auth/register", Optional.empty(), body, 201)
        .compose(_ -> signIn(client, email));
  }

  private static Future<Account> signIn(PlatformClient client, String email) {
    Map<String, String> body = Map.of("email", email, "password", PASSWORD);
    return client
        .json(HttpMethod.POST, "/api/auth/login", Optional.empty(), body, 200)
        .map(answer -> new Account(client, email, answer.path("accessToken").asText()));
  }

  /** The same account with a new token; tokens last a quarter of an hour. */
  public Future<Account> renew() {
    return signIn(client, email);
  }

  /** The bearer token. */
  public String token() {
    return token;
  }

  /** Uploads a JPEG; completes with its id. */
  public Future<String> upload(byte[] jpeg) {
    return client
        .send(
            HttpMethod.POST,
            "/api/images?name=load.jpg",
            Optional.of(token),
            "image/jpeg",
            Buffer.buffer(jpeg),
            201)
        .map(bytes -> bytes.toJsonObject().getString("id"));
  }

  /** Creates a job of one image; completes with its id. */
  public Future<String> createJob(String image, List<String> recipes) {
    return client
        .json(HttpMethod.POST, "/api/jobs", Optional.of(token), jobBody(image, recipes), 202)
        .map(job -> job.path("id").asText());
  }

  /** The body of a request that creates a job. */
  public static Map<String, Object> jobBody(String image, List<String> recipes) {
    return Map.of(
        "images",
        List.of(image),
        "outputs",
        recipes.stream().map(recipe -> Map.of("recipe", recipe)).toList());
  }

  /** Asks for a job until it is final; the caller bounds the wait with a timeout. */
  public Future<JsonNode> awaitJob(Vertx vertx, String id, Duration interval) {
    return client
        .get("/api/jobs/" + id, Optional.of(token))
        .compose(
            job ->
                FINAL.contains(job.path("status").asText())
                    ? Future.succeededFuture(job)
                    : vertx
                        .timer(interval.toMillis(), TimeUnit.MILLISECONDS)
                        .compose(_ -> awaitJob(vertx, id, interval)));
  }

  /** How many of the account's jobs have this state, counted up to a page. */
  public Future<Integer> countJobs(String status) {
    return client
        .get("/api/jobs?status=" + status + "&limit=100", Optional.of(token))
        .map(list -> list.path("items").size());
  }

  /** The bytes of a job's first result. */
  public Future<Buffer> downloadFirst(String job) {
    return client
        .get("/api/jobs/" + job + "/results", Optional.of(token))
        .compose(
            list ->
                client.send(
                    HttpMethod.GET,
                    list.path("results").path(0).path("href").asText(),
                    Optional.of(token),
                    "",
                    Buffer.buffer(),
                    200));
  }
}
