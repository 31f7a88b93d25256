package io.darkroom.gateway;

import static io.darkroom.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.kit.http.Contract;
import io.darkroom.kit.http.ResponseContract;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who gets in, and as whom the services know them. */
class AccessIT {
  @RegisterExtension private static final SharedGateway SHARED = SharedGateway.narrow();

  private static GatewayFixture gateway;

  @BeforeAll
  static void take() {
    gateway = SHARED.get();
  }

  @Test
  void onlyTheGatewaySaysWhoAsksAndFromWhere() throws Exception {
    JsonObject headers =
        new JsonObject(
                gateway
                    .send(
                        gateway
                            .signedIn("/api/jobs")
                            .header("X-Forwarded-For", "6.6.6.6")
                            .header("Forwarded", "for=6.6.6.6")
                            .header("X-Real-IP", "6.6.6.6")
                            .header("X-User-Id", "usr_root")
                            .header("X-Darkroom-Role", "admin")
                            .header("X-Auth-User", "root")
                            .header("X-Request-Id", "evil")
                            .header("Cookie", "a=b")
                            .header(
                                "traceparent",
                                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"))
                    .body())
            .getJsonObject("headers");

    assertThat(headers.encode()).doesNotContain("6.6.6.6").doesNotContain("root");
    assertThat(headers.fieldNames())
        .doesNotContain("x-user-id", "x-darkroom-role", "x-auth-user", "x-real-ip", "cookie");
    assertThat(headers.getString("x-forwarded-for")).isEqualTo("127.0.0.1");
    assertThat(headers.getString("x-forwarded-proto")).isEqualTo("http");
    assertThat(headers.getString("forwarded")).startsWith("for=127.0.0.1;proto=http;host=");
    assertThat(headers.getString("x-request-id")).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(headers.getString("traceparent"))
        .startsWith("00-0af7651916cd43dd8448eb211c80319c-")
        .doesNotContain("b7ad6b7169203331");
  }

  @Test
  void securedOperationsAreClosedWithoutAToken() throws Exception {
    assertProblem(401, "unauthenticated", gateway.send(gateway.request("/api/jobs")));
    String expired =
        gateway.issuer.token(
            GatewayFixture.claims().put("exp", System.currentTimeMillis() / 1000 - 1));
    assertProblem(
        401,
        "token-expired",
        gateway.send(gateway.request("/api/jobs").header("authorization", "Bearer " + expired)));
    assertThat(gateway.job.seen).isEmpty();
  }

  @Test
  void publicOperationsAreOpen() throws Exception {
    HttpResponse<String> answer =
        gateway.send(
            gateway
                .request("/api/auth/login")
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString("{}")));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(new JsonObject(answer.body()).getInteger("length")).isEqualTo(2);
  }

  @Test
  void apiKeysAreTradedForTokensAndDieWithTheirRevocation() throws Exception {
    HttpResponse<String> answer = withKey(GatewayFixture.GOOD_KEY);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(new JsonObject(answer.body()).getJsonObject("headers").getString("authorization"))
        .startsWith("Bearer ey");
    long exchanges = exchanges();
    assertThat(withKey(GatewayFixture.GOOD_KEY).statusCode()).isEqualTo(200);
    assertThat(exchanges()).isEqualTo(exchanges);
    assertProblem(401, "unauthenticated", withKey("drk_bad"));

    gateway.ended.add("key_1");

    Awaitility.await()
        .atMost(30, TimeUnit.SECONDS)
        .until(() -> withKey(GatewayFixture.GOOD_KEY).statusCode() == 401);
  }

  @Test
  void otherSitesAreAllowedOnlyWhenConfigured() throws Exception {
    HttpResponse<String> friend =
        gateway.send(
            gateway
                .request("/api/jobs")
                .header("Origin", "https://friend.example")
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody()));
    assertThat(friend.statusCode()).isEqualTo(204);
    assertThat(friend.headers().firstValue("access-control-allow-origin"))
        .contains("https://friend.example");

    HttpResponse<String> stranger =
        gateway.send(gateway.signedIn("/api/jobs").header("Origin", "https://foe.example"));
    assertThat(stranger.headers().firstValue("access-control-allow-origin")).isEmpty();
    assertThat(stranger.headers().firstValue("vary").orElse("")).containsIgnoringCase("origin");
  }

  @Test
  void theContractAndTheStateArePublished() throws Exception {
    ResponseContract contract = new ResponseContract(Contract.load());

    HttpResponse<String> document = gateway.send(gateway.request("/api/openapi.json"));
    contract.check("GET", document);
    assertThat(new JsonObject(document.body()).getJsonObject("paths").fieldNames())
        .contains("/api/jobs", "/api/auth/login", "/api/system");

    HttpResponse<String> docs = gateway.send(gateway.request("/api/docs"));
    contract.check("GET", docs);
    assertThat(docs.body()).contains("<code>/api/jobs</code>").doesNotContain("<script");
    assertThat(docs.headers().firstValue("content-security-policy").orElse(""))
        .contains("style-src 'sha256-");

    HttpResponse<String> state = gateway.send(gateway.signedIn("/api/system"));
    contract.check("GET", state);
    assertThat(state.body())
        .contains("127.0.0.1:" + gateway.job.port())
        .contains("{\"name\":\"rate-limits\",\"status\":\"degraded\"");
    String user = gateway.issuer.token(GatewayFixture.claims().put("role", "user"));
    assertProblem(
        403,
        "forbidden",
        gateway.send(gateway.request("/api/system").header("authorization", "Bearer " + user)));
  }

  private static HttpResponse<String> withKey(String key) throws Exception {
    return gateway.send(gateway.request("/api/jobs").header("authorization", "Bearer " + key));
  }

  private static long exchanges() {
    return gateway.auth.seen.stream()
        .filter(r -> r.getString("uri").equals("/internal/auth/exchange"))
        .count();
  }
}
