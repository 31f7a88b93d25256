package io.darkroom.auth;

import static io.darkroom.auth.testing.AuthClient.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.auth.testing.Answer;
import io.darkroom.auth.testing.AuthClient;
import io.darkroom.auth.testing.Person;
import io.darkroom.auth.testing.SharedAuth;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserAdminIT {
  private static final String USERS = "/api/auth/users";
  @RegisterExtension private static final SharedAuth SHARED = new SharedAuth();

  private static AuthClient client;
  private static Person admin;

  @BeforeAll
  static void take() {
    client = SHARED.client();
    admin = SHARED.admin();
  }

  @Test
  void accountsAreListedPageByPage() {
    for (int i = 0; i < 5; i++) {
      client.signUp();
    }
    List<String> seen = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      String query = "?limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor);
      JsonObject page = client.get(USERS + query, admin.accessToken()).expect(200).json();
      page.getJsonArray("users").forEach(user -> seen.add(((JsonObject) user).getString("id")));
      cursor = page.getString("nextCursor");
    }
    assertThat(seen).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(6).contains(admin.id());
  }

  @Test
  void accountsAreFoundByAPartOfTheirAddress() {
    Person person = client.signUp();
    assertThat(search(person.email().substring(0, 8).toUpperCase())).contains(person.id());
    assertThat(search("' or 1=1 --")).isEmpty();
    assertThat(search("%")).isEmpty();
  }

  @Test
  void aDisabledAccountEndsEverywhere() {
    Person person = client.signUp();
    String key = key(person);
    assertThat(change(person.id(), "disabled", true).expect(200).json().getBoolean("disabled"))
        .isTrue();
    client.me(person.accessToken()).expect(401, "unauthenticated");
    client.refresh(person.refreshToken()).expect(401, "unauthenticated");
    client.login(person.email(), PASSWORD).expect(401, "unauthenticated");
    client.login(person.email(), "wrong" + PASSWORD).expect(401, "bad-credentials");
    exchange(key).expect(401, "unauthenticated");
  }

  @Test
  void anEnabledAccountGetsItsKeysBackAndNewSessions() {
    Person person = client.signUp();
    String key = key(person);
    change(person.id(), "disabled", true).expect(200);
    change(person.id(), "disabled", false).expect(200);
    exchange(key).expect(200);
    client.refresh(person.refreshToken()).expect(401, "unauthenticated");
    client.signIn(person);
  }

  @Test
  void aPromotedUserIsAdminFromTheNextTokenOnAndADemotedOneAtOnceNot() {
    Person person = client.signUp();
    change(person.id(), "role", "admin").expect(200);
    Answer renewed = client.refresh(person.refreshToken()).expect(200);
    client.get(USERS, renewed.text("accessToken")).expect(200);
    change(person.id(), "role", "user").expect(200);
    client.get(USERS, renewed.text("accessToken")).expect(401, "unauthenticated");
    client.get(USERS, client.signIn(person).accessToken()).expect(403, "forbidden");
  }

  @Test
  void aDemotedAdminLosesItsAdminKeysAndKeepsTheOthers() {
    Person person = client.signUp();
    change(person.id(), "role", "admin").expect(200);
    Person promoted = client.signIn(person);
    String admins = key(promoted, "admin");
    String plain = key(promoted, "render");
    String token = exchange(admins).expect(200).text("accessToken");
    change(person.id(), "role", "user").expect(200);
    exchange(admins).expect(401, "unauthenticated");
    client.get(USERS, token).expect(401, "unauthenticated");
    String sid = claims(exchange(plain).expect(200).text("accessToken")).getString("sid");
    assertThat(client.get("/internal/auth/ended-grants", null).response().body())
        .doesNotContain(sid);
  }

  @Test
  void aQuotaTravelsInTheToken() {
    Person person = client.signUp();
    JsonObject quota = new JsonObject().put("images", 10).put("bytes", 5_000_000_000L);
    Answer changed = change(person.id(), "quota", quota).expect(200);
    assertThat(changed.json().getJsonObject("quota")).isEqualTo(quota);
    String token = client.signIn(person).accessToken();
    assertThat(claims(token).getJsonObject("quota")).isEqualTo(quota);
    change(person.id(), "quota", new JsonObject().putNull("images")).expect(200);
    assertThat(claims(client.signIn(person).accessToken()).containsKey("quota")).isFalse();
  }

  @Test
  void theLastAdministratorStaysOne() {
    change(admin.id(), "role", "user").expect(409, "conflict");
    change(admin.id(), "disabled", true).expect(409, "conflict");
    client.get(USERS, admin.accessToken()).expect(200);
  }

  @Test
  void usersManageNobody() {
    Person person = client.signUp();
    client.get(USERS, person.accessToken()).expect(403, "forbidden");
    client
        .call(
            "PATCH",
            USERS + "/" + admin.id(),
            person.accessToken(),
            new JsonObject().put("disabled", true))
        .expect(403, "forbidden");
  }

  @ParameterizedTest
  @ValueSource(strings = {"usr_01arz3ndektsv4rrffq69g5fav", "x", "%27%20or%201=1", "%2e%2e"})
  void unknownAccountsAreNotThere(String id) {
    change(id, "disabled", true).expect(404, "not-found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"limit=0", "limit=201", "limit=x", "cursor=x", "cursor=%27--", "limit=1e9"})
  void badPagesAreRefused(String query) {
    client.get(USERS + "?" + query, admin.accessToken()).expect(400, "invalid-request");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"role\":\"root\"}",
        "{\"disabled\":\"yes\"}",
        "{\"quota\":{\"bytes\":-1}}",
        "{\"quota\":{\"bytes\":1e300}}"
      })
  void badChangesAreRefused(String body) {
    client
        .call("PATCH", USERS + "/" + admin.id(), admin.accessToken(), new JsonObject(body))
        .expect(400, "invalid-request");
  }

  private static Answer change(String id, String field, Object value) {
    JsonObject body = new JsonObject().put(field, value);
    return client.call("PATCH", USERS + "/" + id, admin.accessToken(), body);
  }

  private static List<String> search(String text) {
    String query = "?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    JsonArray users =
        client.get(USERS + query, admin.accessToken()).expect(200).json().getJsonArray("users");
    return users.stream().map(user -> ((JsonObject) user).getString("id")).toList();
  }

  private static String key(Person person) {
    return key(person, "render");
  }

  private static String key(Person person, String scope) {
    JsonObject body = new JsonObject().put("name", "k").put("scopes", JsonArray.of(scope));
    return client.post("/api/auth/keys", person.accessToken(), body).expect(201).text("key");
  }

  private static Answer exchange(String key) {
    return client.post("/internal/auth/exchange", null, new JsonObject().put("apiKey", key));
  }

  private static JsonObject claims(String token) {
    return new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1])));
  }
}
