package io.darkroom.gateway;

import static io.darkroom.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.kit.discovery.Endpoint;
import io.darkroom.kit.discovery.ServiceName;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of requests while instances die, fail, or have too much to do. */
class BalancingIT {
  private static final String PATH = "/api/jobs/" + GatewayFixture.JOB;

  private GatewayFixture gateway;

  private void start(String... settings) throws Exception {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      map.put("gateway." + settings[i], settings[i + 1]);
    }
    gateway = new GatewayFixture(map);
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  @Test
  void aDeadInstanceIsPassedOver() throws Exception {
    start();
    int dead;
    try (ServerSocket socket = new ServerSocket(0)) {
      dead = socket.getLocalPort();
    }
    gateway.places.put(
        ServiceName.JOB,
        List.of(new Endpoint("127.0.0.1", dead), new Endpoint("127.0.0.1", gateway.job.port())));

    for (int i = 0; i < 30; i++) {
      assertThat(gateway.send(gateway.signedIn(PATH)).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aServiceThatIsGoneIsA503AndComesBack() throws Exception {
    start("breaker.failures", "5", "breaker.pause", "300ms");
    gateway.job.kill();
    for (int i = 0; i < 8; i++) {
      HttpResponse<String> answer = gateway.send(gateway.signedIn(PATH));
      assertProblem(503, "unavailable", answer);
      assertThat(answer.headers().firstValue("retry-after")).contains("1");
    }
    FakeService next = new FakeService(gateway.vertx, FakeService::echo);
    gateway.place(ServiceName.JOB, next);

    Awaitility.await()
        .atMost(30, TimeUnit.SECONDS)
        .until(() -> gateway.send(gateway.signedIn(PATH)).statusCode() == 200);
    assertThat(gateway.send(gateway.signedIn(PATH)).statusCode()).isEqualTo(200);
  }

  @Test
  void aFailingServiceIsGivenARest() throws Exception {
    start("breaker.failures", "5", "breaker.pause", "2s");
    gateway.job.behave(request -> request.connection().close());
    for (int i = 0; i < 5; i++) {
      assertProblem(502, "bad-gateway", gateway.send(gateway.signedIn(PATH)));
    }
    int before = gateway.job.seen.size();
    assertProblem(503, "unavailable", gateway.send(gateway.signedIn(PATH)));
    assertThat(gateway.job.seen).hasSize(before);

    gateway.job.behave(FakeService::echo);
    Awaitility.await()
        .atMost(30, TimeUnit.SECONDS)
        .until(() -> gateway.send(gateway.signedIn(PATH)).statusCode() == 200);
  }

  /**
   * A service that does eight things at once, each for 100 ms. With 200 clients and no bound every
   * answer would wait for 24 others of its lane: 25 times as long as alone. A machine that is busy
   * with other things may add as much again as the two turns of the bound.
   */
  @Test
  void whatIsTooMuchIsShedAndTheRestKeepsItsPace() throws Exception {
    start("limits.in-flight", "16", "rates.enabled", "false");
    gateway.job.behave(new Lanes(gateway.vertx, 8, 100));
    Clients few = Clients.run(gateway, PATH, 8, 40);
    assertThat(few.refused()).isEmpty();

    Clients many = Clients.run(gateway, PATH, 200, 1_200);

    assertThat(many.refused()).isNotEmpty();
    for (HttpResponse<String> refused : many.refused()) {
      assertProblem(503, "overloaded", refused);
      assertThat(refused.headers().firstValue("retry-after")).isPresent();
    }
    assertThat(many.served()).isGreaterThan(50);
    assertThat(many.medianMillis()).isLessThan(8 * few.medianMillis());
  }

  @Test
  void whatHoldsAConnectionForLongDelaysNobodyElse() throws Exception {
    start("limits.pool", "1", "limits.image-pool", "1");
    gateway.job.behave(
        request -> {
          if (request.path().equals(PATH)) {
            FakeService.echo(request);
          } else {
            request.response().setChunked(true).write("begun");
          }
        });
    for (String endless :
        List.of(PATH + "/events", "/api/images/img_01h00000000000000000000000/content")) {
      HttpResponse<InputStream> begun =
          gateway
              .client()
              .send(gateway.signedIn(endless).build(), HttpResponse.BodyHandlers.ofInputStream());
      assertThat(begun.body().read()).isEqualTo('b');
    }

    assertThat(gateway.send(gateway.signedIn(PATH)).statusCode()).isEqualTo(200);
  }

  @Test
  void killingAnInstanceUnderLoadFailsOnlyWhatWasOnIt() throws Exception {
    start();
    Vertx own = Vertx.vertx();
    try {
      FakeService doomed = new FakeService(own, this::slowly);
      gateway.job.behave(this::slowly);
      gateway.place(ServiceName.JOB, gateway.job, doomed);
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        answers.add(
            gateway
                .client()
                .sendAsync(gateway.signedIn(PATH).build(), HttpResponse.BodyHandlers.ofString()));
        if (i % 20 == 19) {
          answers.get(i).get(30, TimeUnit.SECONDS);
        }
        if (i == 150) {
          own.close();
        }
      }
      int failed = 0;
      for (CompletableFuture<HttpResponse<String>> one : answers) {
        HttpResponse<String> answer = one.get(30, TimeUnit.SECONDS);
        if (answer.statusCode() != 200) {
          assertThat(answer.statusCode()).isIn(502, 503, 504);
          assertThat(new JsonObject(answer.body()).getString("code")).isNotBlank();
          failed++;
        }
      }
      assertThat(failed).isLessThanOrEqualTo(20);
    } finally {
      own.close().await(30, TimeUnit.SECONDS);
    }
  }

  private void slowly(HttpServerRequest request) {
    gateway.vertx.setTimer(10, id -> request.response().end("{}"));
  }
}
