package io.darkroom.auth.testing;

import io.darkroom.auth.api.AuthContract;
import io.darkroom.kit.http.ResponseContract;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Speaks HTTP with an instance and holds every answer against the contract. */
public final class AuthClient {
  /** A password nobody objects to. */
  public static final String PASSWORD = "a quiet evening by the lake";

  private static final ResponseContract CONTRACT = new ResponseContract(AuthContract.load());
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(30))
          .build();
  private static final AtomicInteger NAMES = new AtomicInteger();

  private final int port;

  AuthClient(int port) {
    this.port = port;
  }

  /** An address nobody has used. */
  public static String newEmail() {
    return "person" + NAMES.incrementAndGet() + "@example.com";
  }

  /** Makes an account and signs in. */
  public Person signUp() {
    String email = newEmail();
    register(email, PASSWORD).expect(201);
    return signIn(email, PASSWORD);
  }

  /** Signs in again. */
  public Person signIn(Person person) {
    return signIn(person.email(), person.password());
  }

  /** Signs in. */
  public Person signIn(String email, String password) {
    return Person.of(email, password, login(email, password).expect(200).json());
  }

  /** Makes an account. */
  public Answer register(String email, String password) {
    return post("/api/auth/register", null, credentials(email, password).put("name", "Somebody"));
  }

  /** Tries to sign in. */
  public Answer login(String email, String password) {
    return post("/api/auth/login", null, credentials(email, password));
  }

  /** Tries to renew. */
  public Answer refresh(String refreshToken) {
    return post("/api/auth/refresh", null, new JsonObject().put("refreshToken", refreshToken));
  }

  /** The account of a token. */
  public Answer me(String token) {
    return get("/api/auth/me", token);
  }

  /** Gets. */
  public Answer get(String path, String token) {
    return send(request("GET", path, token, null));
  }

  /** Posts a body, or none. */
  public Answer post(String path, String token, JsonObject body) {
    return send(request("POST", path, token, body));
  }

  /** Sends anything. */
  public Answer call(String method, String path, String token, JsonObject body) {
    return send(request(method, path, token, body));
  }

  /** Sends and checks. */
  public Answer send(HttpRequest.Builder request) {
    try {
      return checked(HTTP.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("no answer", e);
    }
  }

  /** Sends without waiting; the answer is checked when it comes. */
  public CompletableFuture<Answer> sendLater(HttpRequest.Builder request) {
    return HTTP.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(AuthClient::checked);
  }

  /** A request to be changed before it is sent. */
  public HttpRequest.Builder request(String method, String path, String token, JsonObject body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(60))
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode()));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }

  private static JsonObject credentials(String email, String password) {
    return new JsonObject().put("email", email).put("password", password);
  }

  private static Answer checked(HttpResponse<String> response) {
    CONTRACT.check(response.request().method(), response);
    return new Answer(response);
  }
}
