package io.darkroom.kit.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.darkroom.kit.config.TokenConfig;
import io.darkroom.kit.discovery.Endpoint;
import io.darkroom.kit.discovery.ServiceClient;
import io.darkroom.kit.discovery.ServiceName;
import io.darkroom.kit.http.Caller;
import io.darkroom.testing.Issuer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class JwksTokenVerifierIT {
  private final Vertx vertx = Vertx.vertx();
  private final Issuer issuer = new Issuer("k1");
  private final AtomicReference<JsonObject> published = new AtomicReference<>(Issuer.jwks(issuer));
  private final AtomicReference<JsonObject> ended = new AtomicReference<>(new JsonObject());
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private volatile List<Endpoint> places = List.of();
  private ServiceClient auth;

  @BeforeEach
  void serve() throws Exception {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  if (request.path().equals("/.well-known/jwks.json")) {
                    asked.incrementAndGet();
                    request.response().end(published.get().encode());
                  } else {
                    request.response().end(ended.get().encode());
                  }
                })
            .listen(0, "127.0.0.1")
            .await(30, TimeUnit.SECONDS);
    places = List.of(new Endpoint("127.0.0.1", server.actualPort()));
    auth = new ServiceClient(vertx, service -> places, ServiceName.AUTH);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  @Test
  void aGoodTokenBecomesItsCaller() {
    TokenVerifier verifier = ready();
    String token = issuer.token(claims());

    Caller caller = await(verifier.verify(token));

    assertThat(caller.userId()).isEqualTo("usr_1");
    assertThat(caller.isAdmin()).isTrue();
    assertThat(caller.scopes()).containsExactlyInAnyOrder("images:read", "jobs:*");
    assertThat(List.of(caller.tokenId(), caller.sessionId(), caller.bearer()))
        .containsExactly("t1", "s1", token);
  }

  @TestFactory
  Stream<DynamicTest> whatIsRefused() {
    TokenVerifier verifier = ready();
    Issuer other = new Issuer("k1");
    String good = issuer.token(claims());
    String[] parts = good.split("\\.", -1);
    return Stream.of(
        refused(verifier, "empty", ""),
        refused(verifier, "no token at all", "hello"),
        refused(verifier, "two parts", parts[0] + "." + parts[1]),
        refused(verifier, "empty signature", parts[0] + "." + parts[1] + "."),
        refused(verifier, "four parts", good + ".x"),
        refused(verifier, "truncated", good.substring(0, good.length() - 3)),
        refused(verifier, "changed claims", parts[0] + "." + changed() + "." + parts[2]),
        refused(verifier, "oversized", issuer.token(claims().put("x", "x".repeat(9000)))),
        refused(verifier, "alg none", none("none") + "."),
        refused(verifier, "alg none with a signature", none("none") + "." + parts[2]),
        refused(verifier, "alg NONE", none("NONE") + ".eA"),
        refused(verifier, "public key as shared secret", issuer.hmacWithPublicKey(claims())),
        refused(verifier, "another key under our id", other.token(claims())),
        refused(verifier, "unknown key id", new Issuer("k9").token(claims())),
        refused(verifier, "no key id", issuer.token(without(issuer.header(), "kid"), claims())),
        refused(
            verifier, "critical header", issuer.token(issuer.header().put("crit", "x"), claims())),
        refused(verifier, "wrong issuer", issuer.token(claims().put("iss", "somebody"))),
        refused(verifier, "no issuer", issuer.token(without(claims(), "iss"))),
        refused(verifier, "wrong audience", issuer.token(claims().put("aud", "other"))),
        refused(
            verifier,
            "audience in a list of others",
            issuer.token(claims().put("aud", new JsonArray().add("o")))),
        refused(verifier, "no audience", issuer.token(without(claims(), "aud"))),
        refused(verifier, "no expiry", issuer.token(without(claims(), "exp"))),
        refused(verifier, "expiry as text", issuer.token(claims().put("exp", "later"))),
        refused(verifier, "no subject", issuer.token(without(claims(), "sub"))),
        refused(verifier, "not yet valid", issuer.token(claims().put("nbf", seconds(300)))),
        refused(verifier, "issued in the future", issuer.token(claims().put("iat", seconds(300)))));
  }

  @Test
  void anExpiredTokenIsToldApart() {
    TokenVerifier verifier = ready();
    String token = issuer.token(claims());
    await(verifier.verify(token));

    assertThat(failure(verifier, issuer.token(claims().put("exp", seconds(-1)))))
        .isEqualTo(FailureCode.TOKEN_EXPIRED);
    now.set(now.get().plusSeconds(700));
    assertThat(failure(verifier, token)).as("from memory").isEqualTo(FailureCode.TOKEN_EXPIRED);
  }

  @Test
  void tokensOfEndedSessionsAreRefusedWithinSeconds() {
    TokenVerifier verifier = ready();
    String token = issuer.token(claims());
    await(verifier.verify(token));

    ended.set(new JsonObject().put("grants", new JsonArray().add("s1")));

    Awaitility.await()
        .atMost(30, TimeUnit.SECONDS)
        .until(() -> outcome(verifier.verify(token)).failed());
    assertThat(failure(verifier, token)).isEqualTo(FailureCode.UNAUTHENTICATED);
    await(verifier.verify(issuer.token(claims().put("sid", "s2"))));
  }

  @Test
  void withoutKeysNobodyIsBelieved() {
    for (JsonObject document :
        List.of(
            new JsonObject(),
            new JsonObject().put("keys", new JsonArray()),
            new JsonObject().put("keys", new JsonArray().add(new JsonObject().put("kty", "RSA"))),
            new JsonObject().put("keys", new JsonArray().add(without(issuer.jwk(), "kid"))))) {
      published.set(document);
      TokenVerifier verifier = start();

      assertThat(failure(verifier, none("none") + ".")).isEqualTo(FailureCode.UNAUTHENTICATED);
      assertThat(failure(verifier, issuer.token(claims()))).isEqualTo(FailureCode.UNAVAILABLE);
      assertThat(verifier.ready().failed()).isTrue();
      verifier.close();
    }
  }

  @Test
  void becomesReadyWhenTheAuthServiceComes() {
    List<Endpoint> later = places;
    places = List.of();
    TokenVerifier verifier = start();
    assertThat(verifier.ready().failed()).isTrue();

    places = later;

    Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> verifier.ready().succeeded());
    await(verifier.verify(issuer.token(claims())));
  }

  @Test
  void anUnknownKeyIsLookedUpOnceAndFloodsNobody() {
    Issuer next = new Issuer("k2");
    TokenVerifier verifier = ready();
    int before = asked.get();
    for (int i = 0; i < 50; i++) {
      failure(verifier, new Issuer("k" + (10 + i)).token(claims()));
    }
    assertThat(asked.get() - before).isLessThanOrEqualTo(1);

    published.set(Issuer.jwks(issuer, next));
    assertThat(failure(verifier, next.token(claims()))).isEqualTo(FailureCode.UNAUTHENTICATED);

    now.set(now.get().plusSeconds(6));
    await(verifier.verify(next.token(claims())));
    await(verifier.verify(issuer.token(claims())));
  }

  @Test
  void theLastGoodKeysStayWhenTheDocumentGoesBad() {
    TokenVerifier verifier = ready();
    published.set(new JsonObject().put("keys", new JsonArray()));

    failure(verifier, new Issuer("k2").token(claims()));

    await(verifier.verify(issuer.token(claims())));
    assertThat(verifier.ready().succeeded()).isTrue();
  }

  private TokenVerifier ready() {
    TokenVerifier verifier = start();
    Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> verifier.ready().succeeded());
    return verifier;
  }

  private TokenVerifier start() {
    TokenConfig config = new TokenConfig("darkroom", "darkroom-api");
    return JwksTokenVerifier.start(vertx, config, auth, now::get);
  }

  private DynamicTest refused(TokenVerifier verifier, String name, String token) {
    return DynamicTest.dynamicTest(
        name, () -> assertThat(failure(verifier, token)).isEqualTo(FailureCode.UNAUTHENTICATED));
  }

  private JsonObject claims() {
    return Issuer.claims(now.get());
  }

  private long seconds(long offset) {
    return now.get().getEpochSecond() + offset;
  }

  private String changed() {
    return Issuer.part(claims().put("sub", "usr_2"));
  }

  private String none(String algorithm) {
    return Issuer.part(issuer.header().put("alg", algorithm)) + "." + Issuer.part(claims());
  }

  private static JsonObject without(JsonObject json, String name) {
    json.remove(name);
    return json;
  }

  private static FailureCode failure(TokenVerifier verifier, String token) {
    Future<Caller> checked = outcome(verifier.verify(token));
    assertThat(checked.failed()).as("must be refused").isTrue();
    return FailureException.failureOf(checked.cause()).code();
  }

  private static Future<Caller> outcome(Future<Caller> checked) {
    Awaitility.await()
        .atMost(30, TimeUnit.SECONDS)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .until(checked::isComplete);
    return checked;
  }

  private static Caller await(Future<Caller> checked) {
    assertThat(outcome(checked).cause()).isNull();
    return checked.result();
  }
}
