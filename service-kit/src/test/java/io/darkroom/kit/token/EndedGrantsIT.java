package io.darkroom.kit.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.darkroom.kit.discovery.Endpoint;
import io.darkroom.kit.discovery.ServiceClient;
import io.darkroom.kit.discovery.ServiceName;
import io.darkroom.kit.http.Caller;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is believed of sessions, keys and accounts by how well the auth service answers. */
class EndedGrantsIT {
  private static final Caller SESSION = caller("ses_1");
  private static final Caller KEY = caller("key_1");
  private static final Duration PROMISE = Duration.ofSeconds(5);
  private static final Duration UNCONFIRMED = Duration.ofSeconds(4);

  private final Vertx vertx = Vertx.vertx();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10);
  private final AtomicInteger status = new AtomicInteger(200);
  private final AtomicInteger asked = new AtomicInteger();
  private final Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
  private volatile boolean holding;
  private volatile JsonObject list = new JsonObject();
  private EndedGrants ended;

  @BeforeEach
  void serve() throws Exception {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(this::answer)
            .listen(0, "127.0.0.1")
            .await(30, TimeUnit.SECONDS);
    List<Endpoint> places = List.of(new Endpoint("127.0.0.1", server.actualPort()));
    ServiceClient auth = new ServiceClient(vertx, service -> places, ServiceName.AUTH);
    ended = new EndedGrants(vertx, auth, nanos::get);
  }

  @AfterEach
  void stop() throws Exception {
    ended.close();
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  @Test
  void nobodyIsBelievedBeforeTheFirstAnswer() {
    status.set(503);
    ended.start();
    awaitAsked(2);

    assertThat(ended.isKnown()).isFalse();
    assertUnavailable(catching(() -> ended.requireAlive(SESSION)));
    assertUnavailable(catching(() -> ended.requireAlive(KEY)));
    assertUnavailable(catching(() -> ended.isDisabled("usr_1")));

    status.set(200);
    awaitKnown();
    assertThat(ended.requireAlive(SESSION)).isEqualTo(SESSION);
    assertThat(ended.requireAlive(KEY)).isEqualTo(KEY);
    assertThat(ended.isDisabled("usr_1")).isFalse();
  }

  @Test
  void whatEndedIsKnownWithinFiveSeconds() {
    ended.start();
    awaitKnown();

    list =
        new JsonObject()
            .put("grants", new JsonArray().add("key_1"))
            .put("disabled", new JsonArray().add("usr_2"));

    Awaitility.await().atMost(PROMISE).until(() -> ended.isDisabled("usr_2"));
    assertThat(catching(() -> ended.requireAlive(KEY)).code())
        .isEqualTo(FailureCode.UNAUTHENTICATED);
    assertThat(ended.requireAlive(SESSION)).isEqualTo(SESSION);
  }

  @Test
  void keysRestAfterFourSecondsWithoutNewsAndSessionsGoOn() {
    list = new JsonObject().put("disabled", new JsonArray().add("usr_2"));
    ended.start();
    awaitKnown();
    status.set(500);
    awaitAsked(asked.get() + 1);
    awaitAsked(asked.get() + 1);

    nanos.addAndGet(UNCONFIRMED.toNanos());
    assertThat(ended.requireAlive(KEY)).isEqualTo(KEY);
    nanos.incrementAndGet();
    assertUnavailable(catching(() -> ended.requireAlive(KEY)));
    assertThat(ended.requireAlive(SESSION)).isEqualTo(SESSION);
    assertThat(ended.isDisabled("usr_2")).isTrue();

    status.set(200);
    Awaitility.await()
        .atMost(PROMISE)
        .ignoreExceptionsInstanceOf(FailureException.class)
        .until(() -> ended.requireAlive(KEY).equals(KEY));
  }

  @Test
  void aLateAnswerIsNoOlderThanItsQuestionAndReplacesNoNewerOne() {
    holding = true;
    ended.start();
    Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> !held.isEmpty());
    HttpServerRequest late = held.poll();
    nanos.addAndGet(UNCONFIRMED.toNanos() + 1);
    list = new JsonObject().put("grants", new JsonArray().add("ses_1"));
    holding = false;
    awaitKnown();

    status.set(500);
    awaitAsked(asked.get() + 1);
    vertx.runOnContext(now -> late.response().end(new JsonObject().encode()));
    awaitAsked(asked.get() + 2);

    assertThat(catching(() -> ended.requireAlive(SESSION)).code())
        .isEqualTo(FailureCode.UNAUTHENTICATED);
    assertThat(ended.requireAlive(KEY)).isEqualTo(KEY);
  }

  private void answer(HttpServerRequest request) {
    asked.incrementAndGet();
    if (holding) {
      held.add(request);
    } else {
      request.response().setStatusCode(status.get()).end(list.encode());
    }
  }

  private void awaitKnown() {
    Awaitility.await().atMost(30, TimeUnit.SECONDS).until(ended::isKnown);
  }

  private void awaitAsked(int times) {
    Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> asked.get() >= times);
  }

  private static Failure catching(ThrowingCallable call) {
    return catchThrowableOfType(FailureException.class, call).failure();
  }

  private static void assertUnavailable(Failure failure) {
    assertThat(failure.code()).isEqualTo(FailureCode.UNAVAILABLE);
    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(1));
  }

  private static Caller caller(String grant) {
    return new Caller("usr_1", "user", Set.of("*"), "tok_1", grant, "bearer");
  }
}
