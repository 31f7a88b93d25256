package io.darkroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.testing.Issuer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tokens and keys that must not get through. No service may hear of any. */
class TokenAttackIT {
  private static final String JOBS = "/api/jobs";
  @RegisterExtension private static final SharedGateway SHARED = SharedGateway.impatient();

  private static GatewayFixture gateway;

  @BeforeAll
  static void take() {
    gateway = SHARED.get();
  }

  @TestFactory
  Stream<DynamicTest> tokens() {
    Issuer issuer = gateway.issuer;
    String good = gateway.token();
    String[] parts = good.split("\\.", -1);
    String none = Issuer.part(issuer.header().put("alg", "none")) + "." + parts[1];
    return Stream.of(
        token("nothing", ""),
        token("a word", "hello"),
        token("dots", "..."),
        token("two parts", parts[0] + "." + parts[1]),
        token("two parts and a dot", parts[0] + "." + parts[1] + "."),
        token("four parts", good + ".aaaa"),
        token("truncated signature", good.substring(0, good.length() - 4)),
        token("truncated claims", parts[0] + "." + parts[1].substring(4) + "." + parts[2]),
        token("signature of zeros", parts[0] + "." + parts[1] + "." + "A".repeat(86)),
        token("alg none", none + "."),
        token("alg none with a signature", none + "." + parts[2]),
        token("alg nOnE", Issuer.part(issuer.header().put("alg", "nOnE")) + "." + parts[1] + ".eA"),
        token("public key as a shared secret", issuer.hmacWithPublicKey(claims())),
        token("alg RS256", issuer.token(issuer.header().put("alg", "RS256"), claims())),
        token("somebody else's key", new Issuer("k1").token(claims())),
        token("unknown key", new Issuer("k7").token(claims())),
        token("key id as a path", issuer.token(issuer.header().put("kid", "../k1"), claims())),
        token("key id as SQL", issuer.token(issuer.header().put("kid", "k1' or '1'='1"), claims())),
        token("no key id", issuer.token(without(issuer.header(), "kid"), claims())),
        token(
            "key in the header",
            new Issuer("k1").token(issuer.header().put("jwk", issuer.jwk()), claims())),
        token(
            "key address in the header",
            new Issuer("k1").token(issuer.header().put("jku", "http://127.0.0.1/"), claims())),
        token(
            "critical extension",
            issuer.token(issuer.header().put("crit", new JsonArray().add("x")), claims())),
        token("wrong issuer", issuer.token(claims().put("iss", "evil"))),
        token("no issuer", issuer.token(without(claims(), "iss"))),
        token("wrong audience", issuer.token(claims().put("aud", "other-api"))),
        token("no audience", issuer.token(without(claims(), "aud"))),
        token("expired", issuer.token(claims().put("exp", now() - 5))),
        token("expired long ago", issuer.token(claims().put("exp", 1))),
        token("no expiry", issuer.token(without(claims(), "exp"))),
        token("expiry as text", issuer.token(claims().put("exp", "2099"))),
        token("not yet valid", issuer.token(claims().put("nbf", now() + 600))),
        token("from the future", issuer.token(claims().put("iat", now() + 600))),
        token("no subject", issuer.token(without(claims(), "sub"))),
        token("subject that is no text", issuer.token(claims().put("sub", new JsonObject()))),
        token("oversized", issuer.token(claims().put("x", "x".repeat(7000)))),
        token("unknown API key", "drk_" + "0".repeat(43)),
        token("API key with SQL", "drk_' or 1=1 --"),
        token("API key too long", "drk_" + "0".repeat(5000)));
  }

  @TestFactory
  Stream<DynamicTest> authorizationHeaders() {
    return Stream.of(
        header("basic", "Basic YWRtaW46YWRtaW4=", 401),
        header("no scheme", gateway.token(), 401),
        header("scheme alone", "Bearer", 401),
        header("digest", "Digest username=\"admin\"", 401),
        header("negotiate", "Negotiate abc", 401));
  }

  private static DynamicTest token(String name, String token) {
    return header(name, "Bearer " + token, 401);
  }

  private static DynamicTest header(String name, String authorization, int status) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          gateway.job.seen.clear();
          HttpRequest.Builder request =
              gateway.request(JOBS).header("authorization", authorization);
          HttpResponse<String> answer = gateway.send(request.GET());
          assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
          assertThat(new JsonObject(answer.body()).getString("traceId")).isNotBlank();
          assertThat(answer.body()).doesNotContain("Exception");
          assertThat(gateway.job.seen).isEmpty();
        });
  }

  private static JsonObject claims() {
    return GatewayFixture.claims();
  }

  private static long now() {
    return System.currentTimeMillis() / 1000;
  }

  private static JsonObject without(JsonObject json, String name) {
    json.remove(name);
    return json;
  }
}
