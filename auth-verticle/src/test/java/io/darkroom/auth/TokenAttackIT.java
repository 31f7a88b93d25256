package io.darkroom.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.auth.testing.AuthClient;
import io.darkroom.auth.testing.AuthUnderTest;
import io.darkroom.auth.testing.Person;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Tokens that look right and are not. */
class TokenAttackIT {
  private static AuthUnderTest auth;
  private static AuthClient client;
  private static Person victim;

  @BeforeAll
  static void start() {
    auth = AuthUnderTest.start(Map.of());
    client = auth.client();
    client.signUp();
    victim = client.signUp();
  }

  @AfterAll
  static void stop() {
    auth.close();
  }

  @TestFactory
  Stream<DynamicTest> forgedTokensAreRefused() throws GeneralSecurityException {
    Map<String, String> forged = new LinkedHashMap<>();
    JsonObject header = part(0);
    JsonObject claims = part(1);
    String[] parts = victim.accessToken().split("\\.", -1);
    JsonObject none = header.copy().put("alg", "none");
    forged.put("alg none without signature", encode(none) + "." + parts[1] + ".");
    forged.put("alg none with the signature", encode(none) + "." + parts[1] + "." + parts[2]);
    forged.put("alg None", encode(header.copy().put("alg", "None")) + "." + parts[1] + ".");
    forged.put("two parts", parts[0] + "." + parts[1]);
    forged.put("four parts", victim.accessToken() + ".x");
    forged.put("signature cut", parts[0] + "." + parts[1] + "." + parts[2].substring(0, 40));
    forged.put("signature of zeros", parts[0] + "." + parts[1] + "." + "A".repeat(86));
    forged.put(
        "claims changed",
        parts[0] + "." + encode(claims.copy().put("role", "admin")) + "." + parts[2]);
    forged.put(
        "subject changed",
        parts[0] + "." + encode(claims.copy().put("sub", "usr_x")) + "." + parts[2]);
    forged.put("HS256 with the public key", hmac(header, claims, publicKeyText()));
    forged.put("HS256 with nothing", hmac(header, claims, " "));
    forged.put("another key under our kid", signed(header, claims));
    forged.put("another key, its own kid", signed(header.copy().put("kid", "mine"), claims));
    forged.put("kid as a path", signed(header.copy().put("kid", "../../../dev/null"), claims));
    forged.put("kid as SQL", signed(header.copy().put("kid", "' or '1'='1"), claims));
    forged.put("key in the header", signed(header.copy().put("jwk", new JsonObject()), claims));
    forged.put(
        "crit header", encode(header.copy().put("crit", "x")) + "." + parts[1] + "." + parts[2]);
    forged.put("oversized", parts[0] + "." + parts[1] + "x".repeat(9_000) + "." + parts[2]);
    forged.put("a refresh token", victim.refreshToken());
    forged.put("an API key", "drk_" + "0".repeat(43));
    forged.put("nothing", "..");
    return forged.entrySet().stream()
        .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> assertRefused(e.getValue())));
  }

  @Test
  void theRealOneIsFine() {
    client.me(victim.accessToken()).expect(200);
  }

  @Test
  void aTokenMadeForAnotherPurposeOpensNothingHere() {
    // Given what other installations would sign
    try (AuthUnderTest other =
        AuthUnderTest.start(Map.of("tokens.issuer", "elsewhere", "tokens.audience", "else"))) {
      client.me(other.client().signUp().accessToken()).expect(401, "unauthenticated");
    }
  }

  @Test
  void tokensAreNotTakenFromAddresses() {
    client.get("/api/auth/me?access_token=" + victim.accessToken(), null).expect(401);
  }

  @Test
  void otherSchemesAreRefused() {
    for (String scheme : new String[] {"Basic ", "bearer", "Token ", "Bearer  Bearer "}) {
      client
          .send(
              client
                  .request("GET", "/api/auth/me", null, null)
                  .header("Authorization", scheme + victim.accessToken()))
          .expect(401, "unauthenticated");
    }
  }

  @Test
  void identityHeadersFromOutsideMeanNothing() {
    client
        .send(
            client
                .request("GET", "/api/auth/me", null, null)
                .header("X-User-Id", victim.id())
                .header("X-Forwarded-User", victim.id())
                .header("X-Role", "admin"))
        .expect(401, "unauthenticated");
  }

  @Test
  void aForgedForwardedAddressIsShownAsTheGatewaySawIt() {
    Person person = client.signUp();
    String session =
        client
            .send(
                client
                    .request(
                        "POST",
                        "/api/auth/login",
                        null,
                        new JsonObject()
                            .put("email", person.email())
                            .put("password", person.password()))
                    .header("X-Forwarded-For", "10.9.9.9, evil\"><script>, 203.0.113.7")
                    .header("User-Agent", "<img src=x onerror=alert(1)>"))
            .expect(200)
            .text("accessToken");
    String list = client.get("/api/auth/sessions", session).expect(200).response().body();
    assertThat(list).contains("203.0.113.7").doesNotContain("10.9.9.9");
  }

  private static void assertRefused(String token) {
    client.me(token).expect(401, "unauthenticated");
  }

  private static JsonObject part(int index) {
    String encoded = victim.accessToken().split("\\.", -1)[index];
    return new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(encoded)));
  }

  private static String encode(JsonObject json) {
    return encode(json.encode().getBytes(StandardCharsets.UTF_8));
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String publicKeyText() {
    return client
        .get("/.well-known/jwks.json", null)
        .json()
        .getJsonArray("keys")
        .getJsonObject(0)
        .encode();
  }

  private static String hmac(JsonObject header, JsonObject claims, String secret)
      throws GeneralSecurityException {
    String signed = encode(header.copy().put("alg", "HS256")) + "." + encode(claims);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return signed + "." + encode(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
  }

  private static String signed(JsonObject header, JsonObject claims)
      throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    PrivateKey key = generator.generateKeyPair().getPrivate();
    String text = encode(header) + "." + encode(claims);
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initSign(key);
    signature.update(text.getBytes(StandardCharsets.UTF_8));
    return text + "." + encode(signature.sign());
  }
}
