package io.darkroom.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.auth.testing.Answer;
import io.darkroom.auth.testing.AuthClient;
import io.darkroom.auth.testing.AuthUnderTest;
import io.darkroom.auth.testing.Person;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyIT {
  private static final String KEYS = "/api/auth/keys";
  private static AuthUnderTest auth;
  private static AuthClient client;
  private static Person admin;

  @BeforeAll
  static void start() {
    auth = AuthUnderTest.start(Map.of("auth.api-keys.most", "3"));
    client = auth.client();
    admin = client.signUp();
  }

  @AfterAll
  static void stop() {
    auth.close();
  }

  @Test
  void aKeyIsShownOnceAndListedWithoutItsSecret() {
    Person person = client.signUp();
    Answer made = create(person, "deploy", "images:read", "render").expect(201);
    assertThat(made.text("key")).startsWith(made.text("prefix"));
    assertThat(made.json().getJsonArray("scopes")).isEqualTo(JsonArray.of("images:read", "render"));
    assertThat(made.header("cache-control")).isEqualTo("no-store");
    Answer list = client.get(KEYS, person.accessToken()).expect(200);
    assertThat(list.json().getJsonArray("keys").getJsonObject(0).getString("id"))
        .isEqualTo(made.text("id"));
    assertThat(list.response().body()).doesNotContain(made.text("key"));
  }

  @Test
  void aKeyIsExchangedForAShortTokenWithItsScopes() {
    Person person = client.signUp();
    Answer made = create(person, "k", "jobs:*", "account").expect(201);
    Answer token = exchange(made.text("key")).expect(200);
    assertThat(token.json().getInteger("expiresIn")).isEqualTo(300);
    JsonObject claims = claims(token.text("accessToken"));
    assertThat(claims.getString("scope")).isEqualTo("jobs:read jobs:write account");
    assertThat(claims.getString("sub")).isEqualTo(person.id());
    assertThat(claims.getString("sid")).isEqualTo(made.text("id"));
    client.me(token.text("accessToken")).expect(200);
    JsonObject listed =
        client.get(KEYS, person.accessToken()).json().getJsonArray("keys").getJsonObject(0);
    assertThat(listed.getString("lastUsedAt")).isNotBlank();
  }

  @Test
  void aKeyDoesNoMoreThanItsScopes() {
    Answer made = create(client.signUp(), "k", "render").expect(201);
    String token = exchange(made.text("key")).expect(200).text("accessToken");
    client.me(token).expect(403, "forbidden");
    client.get(KEYS, token).expect(403, "forbidden");
    client.get("/api/auth/users", token).expect(403, "forbidden");
  }

  @Test
  void anAdminsKeyIsAnAdminOnlyWithTheScope() {
    String plain = create(admin, "plain", "account").expect(201).text("key");
    String strong = create(admin, "strong", "admin").expect(201).text("key");
    String plainToken = exchange(plain).text("accessToken");
    String strongToken = exchange(strong).text("accessToken");
    assertThat(claims(plainToken).getString("role")).isEqualTo("user");
    client.get("/api/auth/users", plainToken).expect(403, "forbidden");
    client.get("/api/auth/users", strongToken).expect(200);
  }

  @Test
  void aKeyCannotHaveMoreThanItsMaker() {
    Person person = client.signUp();
    create(person, "k", "admin").expect(403, "forbidden");
    String narrow = create(person, "narrow", "account").expect(201).text("key");
    String token = exchange(narrow).text("accessToken");
    JsonObject wider = new JsonObject().put("name", "w").put("scopes", JsonArray.of("render"));
    client.post(KEYS, token, wider).expect(403, "forbidden");
  }

  @Test
  void aRevokedKeyEndsAtOnceWithItsTokens() {
    Person person = client.signUp();
    Answer made = create(person, "k", "account").expect(201);
    String token = exchange(made.text("key")).expect(200).text("accessToken");
    client.call("DELETE", KEYS + "/" + made.text("id"), person.accessToken(), null).expect(204);
    exchange(made.text("key")).expect(401, "unauthenticated");
    client.me(token).expect(401, "unauthenticated");
    assertThat(client.get("/internal/auth/ended-grants", null).response().body())
        .contains(made.text("id"));
    client.call("DELETE", KEYS + "/" + made.text("id"), person.accessToken(), null).expect(404);
  }

  @Test
  void somebodyElsesKeyIsNotThere() {
    Answer made = create(client.signUp(), "k", "render").expect(201);
    String mallory = client.signUp().accessToken();
    client.call("DELETE", KEYS + "/" + made.text("id"), mallory, null).expect(404, "not-found");
    exchange(made.text("key")).expect(200);
  }

  @Test
  void anExpiredKeyIsRefused() {
    try (AuthUnderTest own = AuthUnderTest.start(Map.of())) {
      Person person = own.client().signUp();
      JsonObject body =
          new JsonObject()
              .put("name", "k")
              .put("scopes", JsonArray.of("render"))
              .put("expiresAt", own.clock().instant().plusSeconds(120).toString());
      Answer made = own.client().post(KEYS, person.accessToken(), body).expect(201);
      JsonObject key = new JsonObject().put("apiKey", made.text("key"));
      Answer token = own.client().post("/internal/auth/exchange", null, key).expect(200);
      assertThat(token.json().getInteger("expiresIn")).isBetween(1, 120);
      own.clock().advance(Duration.ofSeconds(121));
      own.client().post("/internal/auth/exchange", null, key).expect(401, "unauthenticated");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "expiresAt, 2001-01-01T00:00:00Z",
    "expiresAt, tomorrow",
    "expiresAt, +999999999-12-31T23:59:59Z",
    "name, ''",
    "name, '\n'"
  })
  void badRequestsAreRefused(String field, String value) {
    JsonObject body = new JsonObject().put("name", "k").put("scopes", JsonArray.of("render"));
    client
        .post(KEYS, client.signUp().accessToken(), body.put(field, value))
        .expect(400, "invalid-request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"everything", "*", "images", "render; drop table", ""})
  void unknownScopesAreRefused(String scope) {
    create(client.signUp(), "k", scope).expect(400, "invalid-request");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "drk_0000000000000000000000000000000000000000000",
        "drk_' or '1'='1",
        "drk_\r\nX-Admin: true"
      })
  void inventedKeysAreRefused(String key) {
    exchange(key).expect(401, "unauthenticated");
  }

  @Test
  void thereIsAnEndToTheNumberOfKeys() {
    Person person = client.signUp();
    for (int i = 0; i < 3; i++) {
      create(person, "k" + i, "render").expect(201);
    }
    create(person, "k4", "render").expect(403, "quota-exceeded");
  }

  private static Answer create(Person person, String name, String... scopes) {
    JsonObject body =
        new JsonObject().put("name", name).put("scopes", new JsonArray(List.of(scopes)));
    return client.post(KEYS, person.accessToken(), body);
  }

  private static Answer exchange(String key) {
    return client.post("/internal/auth/exchange", null, new JsonObject().put("apiKey", key));
  }

  private static JsonObject claims(String token) {
    return new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1])));
  }
}
