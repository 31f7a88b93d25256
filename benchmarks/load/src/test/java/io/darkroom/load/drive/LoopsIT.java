package io.darkroom.load.drive;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A generator that measures wrongly is worse than none. */
class LoopsIT {
  private static final Pace PACE = new Pace(Duration.ofMillis(500), Duration.ofSeconds(2));

  private final AtomicInteger served = new AtomicInteger();
  private Vertx vertx;
  private Connections connections;

  @BeforeEach
  void startServer() throws Exception {
    vertx = Vertx.vertx();
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(this::answer)
            .listen(0, "127.0.0.1")
            .await(30, TimeUnit.SECONDS);
    HttpClientAgent client = vertx.createHttpClient();
    connections = new Connections(client, URI.create("http://127.0.0.1:" + server.actualPort()));
  }

  /** Every tenth answer to /flaky is a failure; /slow takes 50 ms; /broken has no answer. */
  private void answer(HttpServerRequest request) {
    int n = served.incrementAndGet();
    switch (request.path()) {
      case "/slow" -> vertx.setTimer(50, _ -> request.response().end("slow"));
      case "/flaky" -> request.response().setStatusCode(n % 10 == 0 ? 503 : 200).end();
      case "/broken" -> request.connection().close();
      default -> request.response().end("fast");
    }
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  private static Call get(String path) {
    return Call.get(path, "token");
  }

  private Measurement paced(String path, int count, double rate) throws Exception {
    return OpenLoop.run(vertx, connections, count, rate, PACE, () -> get(path))
        .await(60, TimeUnit.SECONDS);
  }

  private Measurement closed(String path, int count) throws Exception {
    return ClosedLoop.run(vertx, connections, count, PACE, () -> get(path))
        .await(60, TimeUnit.SECONDS);
  }

  @Test
  void anOpenLoopKeepsItsRate() throws Exception {
    Measurement m = paced("/", 4, 200);

    assertThat(m.perSecond()).isBetween(195.0, 205.0);
    assertThat(m.errors()).isZero();
  }

  @Test
  void anOpenLoopCountsTheWaitForAFreeConnection() throws Exception {
    // One connection serves 20 a second, so of 40 a second half must wait ever longer.
    Measurement m = paced("/slow", 1, 40);

    assertThat(m.latencyMs().p99()).isGreaterThan(1000);
    assertThat(m.latencyMs().p50()).isGreaterThan(300);
  }

  @Test
  void aClosedLoopWaitsForEachAnswer() throws Exception {
    Measurement m = closed("/slow", 5);

    assertThat(m.perSecond()).isBetween(60.0, 101.0);
    assertThat(m.latencyMs().p50()).isBetween(49.0, 90.0);
  }

  @Test
  void unexpectedAnswersAreErrorsAndNotLatencies() throws Exception {
    Measurement m = closed("/flaky", 2);

    assertThat(m.errorKinds()).isNotEmpty().containsOnlyKeys("status 503");
    assertThat(m.errors() * 9.0 / m.requests()).isBetween(0.8, 2.0);
  }

  @Test
  void brokenConnectionsAreCountedAndReplaced() throws Exception {
    Measurement m = closed("/broken", 2);

    assertThat(m.requests()).isZero();
    assertThat(m.errorKinds()).isNotEqualTo(Map.of());
    assertThat(served.get()).isGreaterThan(2);
  }
}
