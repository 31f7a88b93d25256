package io.darkroom.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.kit.config.HttpConfig;
import io.darkroom.kit.config.ManagementConfig;
import io.darkroom.kit.service.Meters;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Health, metrics and going down. */
class ServerLifeIT {
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(30, TimeUnit.SECONDS);
    client.close();
  }

  @Test
  void readinessFollowsTheChecks() throws Exception {
    AtomicReference<Future<Void>> database = new AtomicReference<>(Future.succeededFuture());
    AtomicReference<Optional<String>> limiter = new AtomicReference<>(Optional.empty());
    Health health = new Health().register("database", database::get).note("limiter", limiter::get);
    var meters = Meters.create();
    meters.counter("darkroom.test").increment();
    int port =
        ManagementServer.start(vertx, new ManagementConfig("127.0.0.1", 0), health, meters)
            .await(30, TimeUnit.SECONDS)
            .actualPort();

    assertThat(get(port, "/health/live").statusCode()).isEqualTo(200);
    assertThat(get(port, "/health/ready").statusCode()).isEqualTo(200);
    assertThat(get(port, "/metrics").body()).contains("darkroom_test_total 1.0");

    limiter.set(Optional.of("counting alone"));
    assertThat(get(port, "/health/ready").body()).contains("DEGRADED").contains("counting alone");
    assertThat(get(port, "/health/ready").statusCode()).isEqualTo(200);

    database.set(Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE, "away").asException()));
    assertThat(get(port, "/health/ready").statusCode()).isEqualTo(503);
    assertThat(get(port, "/health/ready").body()).contains("away");

    database.set(Promise.<Void>promise().future());
    assertThat(get(port, "/health/ready").statusCode()).as("a check that hangs").isEqualTo(503);

    database.set(Future.succeededFuture());
    health.notReady();
    assertThat(get(port, "/health/ready").statusCode()).isEqualTo(503);
    assertThat(get(port, "/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void drainingFinishesRequestsAndEndsStreams() throws Exception {
    HttpDrain drain = new HttpDrain();
    Promise<Void> slow = Promise.promise();
    Router router = Router.router(vertx);
    router.route().handler(drain::track);
    router.get("/slow").handler(ctx -> slow.future().onComplete(done -> ctx.end("finished")));
    router
        .get("/stream")
        .handler(
            ctx -> {
              ctx.response().setChunked(true).write("begin;");
              drain.openStream(() -> ctx.response().end("farewell"));
            });
    ApiServer server =
        ApiServer.start(vertx, new HttpConfig("127.0.0.1", 0), router, drain)
            .await(30, TimeUnit.SECONDS);
    CompletableFuture<HttpResponse<String>> request = getAsync(server.actualPort(), "/slow");
    CompletableFuture<HttpResponse<String>> stream = getAsync(server.actualPort(), "/stream");
    Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> drain.inFlight() == 2);

    long before = System.nanoTime();
    Future<Void> down = server.stop(Duration.ofSeconds(60));
    assertThat(stream.get(30, TimeUnit.SECONDS).body()).isEqualTo("begin;farewell");
    slow.complete();

    assertThat(request.get(30, TimeUnit.SECONDS).body()).isEqualTo("finished");
    down.await(50, TimeUnit.SECONDS);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(50));
    assertThat(drain.inFlight()).isZero();
  }

  private HttpResponse<String> get(int port, String path) throws Exception {
    return getAsync(port, path).get(30, TimeUnit.SECONDS);
  }

  private CompletableFuture<HttpResponse<String>> getAsync(int port, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    return client.sendAsync(request, BodyHandlers.ofString());
  }
}
