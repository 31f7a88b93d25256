package io.darkroom.auth;

import static io.darkroom.auth.testing.AuthClient.PASSWORD;
import static io.darkroom.auth.testing.AuthClient.newEmail;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.auth.testing.Answer;
import io.darkroom.auth.testing.AuthClient;
import io.darkroom.auth.testing.AuthUnderTest;
import io.darkroom.auth.testing.Person;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionIT {
  private static AuthUnderTest auth;
  private static AuthClient client;

  @BeforeAll
  static void start() {
    auth = AuthUnderTest.start(Map.of("auth.sessions.most", "5"));
    client = auth.client();
    client.signUp();
  }

  @AfterAll
  static void stop() {
    auth.close();
  }

  @Test
  void signingInGivesTokensAndTheUser() {
    String email = newEmail();
    client.register(email, PASSWORD).expect(201);
    Answer answer = client.login(email.toUpperCase(), PASSWORD).expect(200);
    assertThat(answer.json().getInteger("expiresIn")).isEqualTo(900);
    assertThat(answer.text("tokenType")).isEqualTo("Bearer");
    assertThat(answer.json().getJsonObject("user").getString("email")).isEqualTo(email);
    assertThat(answer.header("cache-control")).isEqualTo("no-store");
    assertThat(client.me(answer.text("accessToken")).expect(200).text("email")).isEqualTo(email);
  }

  @Test
  void anAccessTokenCarriesWhatServicesNeed() {
    Person person = client.signUp();
    JsonObject header = part(person.accessToken(), 0);
    JsonObject claims = part(person.accessToken(), 1);
    assertThat(header.getString("alg")).isEqualTo("ES256");
    assertThat(header.getString("kid")).isNotBlank();
    assertThat(claims.getString("sub")).isEqualTo(person.id());
    assertThat(claims.getString("role")).isEqualTo("user");
    assertThat(claims.getString("iss")).isEqualTo("darkroom");
    assertThat(claims.getJsonArray("aud")).isEqualTo(JsonArray.of("darkroom-api"));
    assertThat(claims.getString("scope").split(" ", -1)).contains("render", "account");
    assertThat(claims.getString("scope")).doesNotContain("admin");
    assertThat(claims.getString("sid")).startsWith("ses_");
    assertThat(claims.getString("jti")).hasSize(32);
    assertThat(claims.getLong("exp") - claims.getLong("iat")).isEqualTo(900);
  }

  @Test
  void wrongAndUnknownAreAnsweredAlike() {
    Person person = client.signUp();
    JsonObject wrong = client.login(person.email(), "not " + PASSWORD).expect(401).json();
    JsonObject unknown = client.login(newEmail(), PASSWORD).expect(401).json();
    JsonObject malformed = client.login("' or 1=1 --", PASSWORD).expect(401).json();
    wrong.remove("traceId");
    unknown.remove("traceId");
    malformed.remove("traceId");
    assertThat(wrong).isEqualTo(unknown).isEqualTo(malformed);
    assertThat(wrong.getString("code")).isEqualTo("bad-credentials");
  }

  @Test
  void passwordsAreComparedToTheLastCharacter() {
    Person person = client.signUp();
    client.login(person.email(), PASSWORD + "x".repeat(500)).expect(401, "bad-credentials");
    client.login(person.email(), PASSWORD.toUpperCase()).expect(401, "bad-credentials");
  }

  @Test
  void aRefreshTokenWorksOnceAndIsReplaced() {
    Person person = client.signUp();
    Answer renewed = client.refresh(person.refreshToken()).expect(200);
    assertThat(renewed.text("refreshToken")).isNotEqualTo(person.refreshToken());
    client.me(renewed.text("accessToken")).expect(200);
    client.refresh(renewed.text("refreshToken")).expect(200);
  }

  @Test
  void aReplayedRefreshTokenEndsTheSessionForEverybody() {
    Person person = client.signUp();
    Answer second = client.refresh(person.refreshToken()).expect(200);
    Answer third = client.refresh(second.text("refreshToken")).expect(200);
    // When the first one comes back
    client.refresh(person.refreshToken()).expect(401, "unauthenticated");
    // Then neither its descendants nor the access tokens of the session work
    client.refresh(third.text("refreshToken")).expect(401, "unauthenticated");
    client.me(third.text("accessToken")).expect(401, "unauthenticated");
    // And another session of the same person is untouched
    client.signIn(person);
  }

  @Test
  void aReplayAfterTheGraceEndsTheSession() {
    try (AuthUnderTest strict = AuthUnderTest.start(Map.of("auth.sessions.grace", "0s"))) {
      Person person = strict.client().signUp();
      Answer next = strict.client().refresh(person.refreshToken()).expect(200);
      strict.client().refresh(person.refreshToken()).expect(401, "unauthenticated");
      strict.client().refresh(next.text("refreshToken")).expect(401, "unauthenticated");
    }
  }

  @Test
  void renewingAtOnceFromManyTabsGivesAllTheSameSuccessor() {
    Person person = client.signUp();
    JsonObject body = new JsonObject().put("refreshToken", person.refreshToken());
    List<CompletableFuture<Answer>> tabs =
        IntStream.range(0, 8)
            .mapToObj(i -> client.request("POST", "/api/auth/refresh", null, body))
            .map(client::sendLater)
            .toList();
    assertThat(tabs.stream().map(tab -> tab.join().expect(200).text("refreshToken")).distinct())
        .hasSize(1);
    client.refresh(tabs.getFirst().join().text("refreshToken")).expect(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "drr_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "' or 1=1 --"})
  void inventedRefreshTokensAreRefused(String token) {
    client.refresh(token).expect(401, "unauthenticated");
  }

  @Test
  void anAccessTokenIsNoRefreshToken() {
    client.refresh(client.signUp().accessToken()).expect(400, "invalid-request");
  }

  @Test
  void loggingOutEndsTheSession() {
    Person person = client.signUp();
    client.post("/api/auth/logout", person.accessToken(), null).expect(204);
    client.me(person.accessToken()).expect(401, "unauthenticated");
    client.refresh(person.refreshToken()).expect(401, "unauthenticated");
  }

  @Test
  void loggingOutWorksWithTheRefreshTokenAlone() {
    Person person = client.signUp();
    JsonObject body = new JsonObject().put("refreshToken", person.refreshToken());
    client.post("/api/auth/logout", null, body).expect(204);
    client.refresh(person.refreshToken()).expect(401, "unauthenticated");
    client.post("/api/auth/logout", null, body).expect(204);
  }

  @Test
  void loggingOutWithoutAnyTokenIsRefused() {
    client.post("/api/auth/logout", null, null).expect(401, "unauthenticated");
  }

  @Test
  void sessionsAreListedAndRevoked() {
    Person here = client.signUp();
    Person there = client.signIn(here);
    JsonArray sessions =
        client.get("/api/auth/sessions", here.accessToken()).json().getJsonArray("sessions");
    assertThat(sessions).hasSize(2);
    String other = idOf(sessions, false);
    client.call("DELETE", "/api/auth/sessions/" + other, here.accessToken(), null).expect(204);
    client.me(there.accessToken()).expect(401, "unauthenticated");
    client.refresh(there.refreshToken()).expect(401, "unauthenticated");
    client.me(here.accessToken()).expect(200);
    client.call("DELETE", "/api/auth/sessions/" + other, here.accessToken(), null).expect(404);
  }

  @Test
  void somebodyElsesSessionIsNotThere() {
    Person alice = client.signUp();
    Person mallory = client.signUp();
    JsonArray sessions =
        client.get("/api/auth/sessions", alice.accessToken()).json().getJsonArray("sessions");
    String path = "/api/auth/sessions/" + idOf(sessions, true);
    client.call("DELETE", path, mallory.accessToken(), null).expect(404, "not-found");
    client.me(alice.accessToken()).expect(200);
  }

  @Test
  void oneSessionTooManyEndsTheOldest() {
    Person oldest = client.signUp();
    Person second = client.signIn(oldest);
    for (int i = 0; i < 4; i++) {
      client.signIn(oldest);
    }
    client.me(oldest.accessToken()).expect(401, "unauthenticated");
    client.me(second.accessToken()).expect(200);
  }

  @Test
  void timeEndsAccessTokensThenRefreshTokens() {
    try (AuthUnderTest own = AuthUnderTest.start(Map.of())) {
      Person person = own.client().signUp();
      own.clock().advance(Duration.ofMinutes(16));
      own.client().me(person.accessToken()).expect(401, "token-expired");
      Answer renewed = own.client().refresh(person.refreshToken()).expect(200);
      own.clock().advance(Duration.ofDays(31));
      own.client().refresh(renewed.text("refreshToken")).expect(401, "unauthenticated");
    }
  }

  private static String idOf(JsonArray sessions, boolean current) {
    return sessions.stream()
        .map(JsonObject.class::cast)
        .filter(session -> session.getBoolean("current") == current)
        .findFirst()
        .orElseThrow()
        .getString("id");
  }

  private static JsonObject part(String token, int index) {
    byte[] json = Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]);
    return new JsonObject(new String(json, StandardCharsets.UTF_8));
  }
}
