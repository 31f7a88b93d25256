package io.darkroom.auth;

import static io.darkroom.auth.testing.AuthClient.PASSWORD;
import static io.darkroom.auth.testing.AuthClient.newEmail;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.auth.testing.Answer;
import io.darkroom.auth.testing.AuthClient;
import io.darkroom.auth.testing.Person;
import io.darkroom.auth.testing.SharedAuth;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountIT {
  private static final String ME = "/api/auth/me";
  private static final String NEW_PASSWORD = "another evening, other lake";
  @RegisterExtension private static final SharedAuth SHARED = new SharedAuth();

  private static AuthClient client;
  private static Person admin;

  @BeforeAll
  static void take() {
    client = SHARED.client();
    admin = SHARED.admin();
  }

  @Test
  void theNameIsChanged() {
    Person person = client.signUp();
    JsonObject change = new JsonObject().put("name", "Grace Hopper");
    assertThat(patch(person, change).expect(200).text("name")).isEqualTo("Grace Hopper");
    assertThat(client.me(person.accessToken()).text("name")).isEqualTo("Grace Hopper");
  }

  @Test
  void aNewAddressNeedsThePassword() {
    Person person = client.signUp();
    String email = newEmail();
    JsonObject change = new JsonObject().put("email", email);
    patch(person, change).expect(403, "forbidden");
    patch(person, change.copy().put("password", "wrong" + PASSWORD)).expect(403, "forbidden");
    patch(person, change.copy().put("password", PASSWORD)).expect(200);
    client.login(person.email(), PASSWORD).expect(401);
    client.login(email, PASSWORD).expect(200);
  }

  @Test
  void anAddressSomebodyElseHasIsAConflict() {
    Person person = client.signUp();
    JsonObject change = new JsonObject().put("email", admin.email()).put("password", PASSWORD);
    patch(person, change).expect(409, "conflict");
    assertThat(client.me(person.accessToken()).text("email")).isEqualTo(person.email());
  }

  @Test
  void anEmptyChangeIsRefused() {
    patch(client.signUp(), new JsonObject()).expect(400, "invalid-request");
  }

  @Test
  void nobodyPromotesThemselves() {
    Person person = client.signUp();
    patch(person, new JsonObject().put("role", "admin").put("name", "x")).expect(200);
    assertThat(client.me(person.accessToken()).text("role")).isEqualTo("user");
  }

  @Test
  void aNewPasswordEndsAllOtherSessions() {
    Person here = client.signUp();
    Person there = client.signIn(here);
    changePassword(here, PASSWORD, NEW_PASSWORD).expect(204);
    client.me(here.accessToken()).expect(200);
    client.refresh(here.refreshToken()).expect(200);
    client.me(there.accessToken()).expect(401, "unauthenticated");
    client.refresh(there.refreshToken()).expect(401, "unauthenticated");
    client.login(here.email(), PASSWORD).expect(401, "bad-credentials");
    client.login(here.email(), NEW_PASSWORD).expect(200);
  }

  @Test
  void aNewPasswordNeedsTheOldOneAndStrength() {
    Person person = client.signUp();
    Answer wrong =
        changePassword(person, "wrong" + PASSWORD, NEW_PASSWORD).expect(403, "forbidden");
    assertThat(wrong.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
        .isEqualTo("/currentPassword");
    changePassword(person, PASSWORD, "password123").expect(422, "weak-password");
    changePassword(person, PASSWORD, person.email()).expect(422, "weak-password");
    client.login(person.email(), PASSWORD).expect(200);
  }

  @Test
  void aDeletedAccountIsGoneAtOnce() {
    Person person = client.signUp();
    Person other = client.signIn(person);
    String key = key(person);
    delete(person, "wrong" + PASSWORD).expect(403, "forbidden");
    delete(person, PASSWORD).expect(204);
    client.me(person.accessToken()).expect(401, "unauthenticated");
    client.me(other.accessToken()).expect(401, "unauthenticated");
    client.refresh(other.refreshToken()).expect(401, "unauthenticated");
    client.login(person.email(), PASSWORD).expect(401, "bad-credentials");
    exchange(key).expect(401, "unauthenticated");
  }

  @Test
  void theAddressOfADeletedAccountIsFreeAndTheNewAccountIsAnother() {
    Person person = client.signUp();
    delete(person, PASSWORD).expect(204);
    client.register(person.email(), PASSWORD).expect(201);
    Person again = client.signIn(person.email(), PASSWORD);
    assertThat(again.id()).isNotEqualTo(person.id());
    client.me(person.accessToken()).expect(401, "unauthenticated");
  }

  @Test
  void whatEndedIsToldToOtherServices() {
    Person person = client.signUp();
    Person other = client.signIn(person);
    client.post("/api/auth/logout", other.accessToken(), null).expect(204);
    String ended = client.get("/internal/auth/ended-grants", null).expect(200).response().body();
    assertThat(ended).contains(sid(other)).doesNotContain(sid(person));
    delete(person, PASSWORD).expect(204);
    assertThat(client.get("/internal/auth/ended-grants", null).response().body())
        .contains(sid(person));
  }

  @Test
  void theLastAdministratorCannotLeave() {
    delete(admin, PASSWORD).expect(409, "conflict");
    client.me(admin.accessToken()).expect(200);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/auth/me",
    "PATCH, /api/auth/me",
    "DELETE, /api/auth/me",
    "PUT, /api/auth/me/password",
    "GET, /api/auth/sessions",
    "DELETE, /api/auth/sessions/ses_1",
    "GET, /api/auth/keys",
    "POST, /api/auth/keys",
    "DELETE, /api/auth/keys/key_1",
    "GET, /api/auth/users",
    "PATCH, /api/auth/users/usr_1",
    "POST, /api/auth/signing-keys/rotate"
  })
  void nothingIsDoneWithoutAToken(String method, String path) {
    client.call(method, path, null, new JsonObject()).expect(401, "unauthenticated");
    client.call(method, path, "nonsense", new JsonObject()).expect(401, "unauthenticated");
  }

  private static Answer patch(Person person, JsonObject change) {
    return client.call("PATCH", ME, person.accessToken(), change);
  }

  private static Answer delete(Person person, String password) {
    return client.call(
        "DELETE", ME, person.accessToken(), new JsonObject().put("password", password));
  }

  private static Answer changePassword(Person person, String current, String next) {
    JsonObject body = new JsonObject().put("currentPassword", current).put("newPassword", next);
    return client.call("PUT", ME + "/password", person.accessToken(), body);
  }

  private static String key(Person person) {
    JsonObject body =
        new JsonObject().put("name", "k").put("scopes", new JsonArray().add("render"));
    return client.post("/api/auth/keys", person.accessToken(), body).expect(201).text("key");
  }

  private static Answer exchange(String key) {
    return client.post("/internal/auth/exchange", null, new JsonObject().put("apiKey", key));
  }

  private static String sid(Person person) {
    byte[] claims = Base64.getUrlDecoder().decode(person.accessToken().split("\\.", -1)[1]);
    return new JsonObject(Buffer.buffer(claims)).getString("sid");
  }
}
