package io.darkroom.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.darkroom.auth.cli.RotateKeys;
import io.darkroom.auth.testing.Answer;
import io.darkroom.auth.testing.AuthClient;
import io.darkroom.auth.testing.AuthUnderTest;
import io.darkroom.auth.testing.Person;
import io.darkroom.kit.discovery.ServiceClient;
import io.darkroom.kit.discovery.ServiceName;
import io.darkroom.kit.http.Caller;
import io.darkroom.kit.token.JwksTokenVerifier;
import io.darkroom.kit.token.TokenVerifier;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SigningKeyIT {
  private static final String JWKS = "/.well-known/jwks.json";
  private static final String ROTATE = "/api/auth/signing-keys/rotate";

  @Test
  void theKeyDocumentCanBeCachedAndHoldsNoSecret() {
    try (AuthUnderTest auth = AuthUnderTest.start(Map.of())) {
      AuthClient client = auth.client();
      Answer answer = client.get(JWKS, null).expect(200);
      assertThat(answer.header("cache-control")).contains("public", "max-age=60");
      assertThat(answer.json().getJsonArray("keys")).hasSize(1);
      assertThat(answer.json().getJsonArray("keys").getJsonObject(0).fieldNames())
          .containsExactlyInAnyOrder("kty", "crv", "alg", "use", "kid", "x", "y");
      client
          .send(
              client
                  .request("GET", JWKS, null, null)
                  .header("If-None-Match", answer.header("etag")))
          .expect(304);
    }
  }

  @Test
  void everyServiceCanVerifyItsTokensBeforeDuringAndAfterARotation() {
    try (AuthUnderTest auth = AuthUnderTest.start(Map.of("auth.signing.lead", "3s"))) {
      Person admin = auth.client().signUp();
      Person person = auth.client().signUp();
      TokenVerifier verifier = verifier(auth);
      assertThat(verified(verifier, person.accessToken()).userId()).isEqualTo(person.id());
      // When the key is rotated, the old one signs on until the lead has passed
      Answer rotation =
          auth.client().post(ROTATE, admin.accessToken(), new JsonObject()).expect(202);
      assertThat(kids(auth)).contains(rotation.text("kid"), kid(person.accessToken())).hasSize(2);
      Answer soon = auth.client().refresh(person.refreshToken()).expect(200);
      assertThat(kid(soon.text("accessToken"))).isEqualTo(kid(person.accessToken()));
      // Then the new one takes over, and tokens of both hold
      auth.clock().advance(Duration.ofSeconds(4));
      Answer later = auth.client().refresh(soon.text("refreshToken")).expect(200);
      assertThat(kid(later.text("accessToken"))).isEqualTo(rotation.text("kid"));
      verified(verifier, person.accessToken());
      verified(verifier(auth), later.text("accessToken"));
      auth.client().me(person.accessToken()).expect(200);
      // And when the last old token has ended, the old key is gone
      auth.clock().advance(Duration.ofMinutes(20));
      assertThat(kids(auth)).containsExactly(rotation.text("kid"));
      auth.client().refresh(later.text("refreshToken")).expect(200);
    }
  }

  @Test
  void aCompromisedKeyEndsAllAccessTokensButNoSession() {
    try (AuthUnderTest auth = AuthUnderTest.start(Map.of())) {
      Person admin = auth.client().signUp();
      JsonObject body = new JsonObject().put("compromised", true);
      Answer rotation = auth.client().post(ROTATE, admin.accessToken(), body).expect(202);
      assertThat(kids(auth)).containsExactly(rotation.text("kid"));
      auth.client().me(admin.accessToken()).expect(401, "unauthenticated");
      Answer renewed = auth.client().refresh(admin.refreshToken()).expect(200);
      auth.client().me(renewed.text("accessToken")).expect(200);
    }
  }

  @Test
  void onlyAdministratorsRotate() {
    try (AuthUnderTest auth = AuthUnderTest.start(Map.of())) {
      auth.client().signUp();
      Person person = auth.client().signUp();
      auth.client().post(ROTATE, person.accessToken(), null).expect(403, "forbidden");
      assertThat(kids(auth)).hasSize(1);
    }
  }

  @Test
  void theCommandRotatesUnderARunningInstance() {
    try (AuthUnderTest auth = AuthUnderTest.start(Map.of("auth.signing.lead", "0s"))) {
      Person person = auth.client().signUp();
      String[] args =
          auth.settings().entrySet().stream()
              .map(e -> "--" + e.getKey() + "=" + e.getValue())
              .toArray(String[]::new);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
      assertThat(RotateKeys.run(args, stream, stream)).isZero();
      String kid = out.toString(StandardCharsets.UTF_8).split(" ", -1)[0];
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(kids(auth)).hasSize(2).contains(kid));
      auth.client().me(person.accessToken()).expect(200);
      Answer renewed = auth.client().refresh(person.refreshToken()).expect(200);
      assertThat(kid(renewed.text("accessToken"))).isEqualTo(kid);
    }
  }

  @Test
  void instancesThatStartTogetherMakeOneKeyAndTrustEachOther() {
    try (AuthUnderTest auth = AuthUnderTest.prepare(Map.of())) {
      AuthUnderTest.await(Future.all(auth.deployLater(), auth.deployLater()));
      auth.deploy();
      assertThat(kids(auth)).hasSize(1);
      Person person = auth.client().signUp();
      auth.deploy().client().me(person.accessToken()).expect(200);
    }
  }

  @Test
  void keysAndSessionsOutliveARestart() {
    try (AuthUnderTest auth = AuthUnderTest.start(Map.of())) {
      Person person = auth.client().signUp();
      auth.undeploy();
      auth.deploy();
      auth.client().me(person.accessToken()).expect(200);
      auth.client().refresh(person.refreshToken()).expect(200);
    }
  }

  @Test
  void sealedKeysNeedTheirSecret() {
    try (AuthUnderTest auth = AuthUnderTest.start(Map.of("auth.signing.secret", "open sesame"))) {
      Person person = auth.client().signUp();
      auth.undeploy();
      auth.set("auth.signing.secret", "another");
      assertThatThrownBy(auth::deploy).hasMessageContaining("another secret");
      auth.set("auth.signing.secret", "");
      assertThatThrownBy(auth::deploy).hasMessageContaining("no secret is configured");
      auth.set("auth.signing.secret", "open sesame").deploy();
      auth.client().me(person.accessToken()).expect(200);
    }
  }

  private static TokenVerifier verifier(AuthUnderTest auth) {
    ServiceClient service =
        new ServiceClient(auth.vertx(), auth.context().endpoints(), ServiceName.AUTH);
    TokenVerifier verifier =
        AuthUnderTest.await(JwksTokenVerifier.start(auth.vertx(), auth.config().tokens(), service));
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .untilAsserted(() -> AuthUnderTest.await(verifier.ready()));
    return verifier;
  }

  private static Caller verified(TokenVerifier verifier, String token) {
    return AuthUnderTest.await(verifier.verify(token));
  }

  private static List<String> kids(AuthUnderTest auth) {
    return auth.client().get(JWKS, null).expect(200).json().getJsonArray("keys").stream()
        .map(key -> ((JsonObject) key).getString("kid"))
        .toList();
  }

  private static String kid(String token) {
    byte[] header = Base64.getUrlDecoder().decode(token.split("\\.", -1)[0]);
    return new JsonObject(Buffer.buffer(header)).getString("kid");
  }
}
