package io.darkroom.gateway;

import static io.darkroom.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client sees when a service fails, over TLS and both versions of HTTP. */
class FailuresIT {
  private static final String PATH = "/api/jobs/" + GatewayFixture.JOB;

  private static TestCertificate certificate;
  private GatewayFixture gateway;
  private HttpClientAgent http2;

  private void start(String... settings) throws Exception {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      map.put("gateway." + settings[i], settings[i + 1]);
    }
    gateway = new GatewayFixture(certificate, map);
    http2 = gateway.http2();
  }

  @BeforeAll
  static void makeCertificate(@TempDir Path folder) throws Exception {
    certificate = TestCertificate.create(folder);
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  @Test
  void aServiceThatHangsIsA504OverBothVersions() throws Exception {
    start("timeouts.api", "500ms");
    gateway.job.behave(request -> {});

    assertProblem(504, "gateway-timeout", gateway.send(gateway.signedIn(PATH)));
    assertThat(status(get(PATH))).isEqualTo(504);
    assertThat(status(post("/api/jobs", "{}"))).isEqualTo(504);
  }

  @Test
  void aServiceThatBreaksOffIsA502OverBothVersions() throws Exception {
    start();
    gateway.job.behave(request -> request.connection().close());

    assertProblem(502, "bad-gateway", gateway.send(gateway.signedIn(PATH)));
    assertThat(status(get(PATH))).isEqualTo(502);
    assertThat(status(post("/api/jobs", "{}"))).isEqualTo(502);
  }

  @Test
  void anUploadOverHttp2NeedsALength() throws Exception {
    start();
    HttpClientRequest open = request(HttpMethod.POST, "/api/images?name=a");
    open.setChunked(true)
        .putHeader("content-type", "image/png")
        .write(Buffer.buffer(new byte[1000]));
    HttpClientResponse refused =
        open.end().compose(d -> open.response()).await(30, TimeUnit.SECONDS);
    assertThat(refused.statusCode()).isEqualTo(411);
    assertThat(gateway.job.seen).isEmpty();

    HttpClientRequest sized = request(HttpMethod.POST, "/api/images?name=a");
    Buffer body =
        sized
            .putHeader("content-type", "image/png")
            .send(Buffer.buffer(new byte[1000]))
            .compose(HttpClientResponse::body)
            .await(30, TimeUnit.SECONDS);
    assertThat(body.toJsonObject().getInteger("length")).isEqualTo(1000);
  }

  @Test
  void connectionHeadersOfAServiceStayBehind() throws Exception {
    start();
    gateway.job.behave(
        request ->
            request
                .response()
                .putHeader("connection", "keep-alive, x-private")
                .putHeader("keep-alive", "timeout=5")
                .putHeader("x-private", "1")
                .end("fine"));

    HttpClientResponse answer = get(PATH).await(30, TimeUnit.SECONDS);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().names()).doesNotContain("connection", "keep-alive", "x-private");
  }

  @Test
  void anAnswerThatBreaksOffIsNeverTakenForAWholeOne() throws Exception {
    start();
    gateway.job.behave(
        request -> {
          request.response().putHeader("content-length", "100").write("half of it");
          gateway.vertx.setTimer(50, id -> request.connection().close());
        });
    assertProblem(502, "bad-gateway", gateway.send(gateway.signedIn(PATH)));
    assertThat(status(get(PATH))).isEqualTo(502);

    gateway.job.behave(
        request -> {
          request.response().putHeader("content-length", "100000").write("some of it");
          gateway.vertx.setTimer(50, id -> request.connection().close());
        });
    Future<Buffer> cut = get(PATH).compose(HttpClientResponse::body);
    assertThatThrownBy(() -> cut.await(30, TimeUnit.SECONDS))
        .isInstanceOf(StreamResetException.class);
  }

  @Test
  void anAnswerThatStallsIsA504OrCutOff() throws Exception {
    start("timeouts.api", "500ms");
    gateway.job.behave(
        request -> request.response().putHeader("content-length", "100").write("half of it"));
    assertProblem(504, "gateway-timeout", gateway.send(gateway.signedIn(PATH)));
    assertThat(status(get(PATH))).isEqualTo(504);

    gateway.job.behave(request -> request.response().setChunked(true).write("some of it"));
    Future<Buffer> cut = get(PATH).compose(HttpClientResponse::body);
    assertThatThrownBy(() -> cut.await(30, TimeUnit.SECONDS))
        .isInstanceOf(StreamResetException.class);
  }

  @Test
  void aBodyTooLongIsRefusedWhileItArrivesAndTheServiceSeesNoEnd() throws Exception {
    start();
    CompletableFuture<Boolean> whole = new CompletableFuture<>();
    gateway.job.behave(
        request -> request.body().onComplete(done -> whole.complete(done.succeeded())));
    byte[] much = new byte[70 << 20];

    HttpResponse<String> answer =
        gateway.send(
            gateway
                .signedIn("/api/images?name=a")
                .header("content-type", "image/png")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(much))));

    assertProblem(413, "body-too-large", answer);
    assertThat(whole.get(30, TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void aClientThatLeavesEndsTheRequestToTheService() throws Exception {
    start();
    CompletableFuture<Void> left = new CompletableFuture<>();
    gateway.job.behave(request -> request.response().exceptionHandler(e -> left.complete(null)));

    HttpClientRequest open = request(HttpMethod.GET, PATH);
    open.send();
    Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> !gateway.job.seen.isEmpty());
    open.reset();

    left.get(30, TimeUnit.SECONDS);
  }

  @Test
  void eventsFlowAtOnceAndSurviveTheTimeouts() throws Exception {
    start("timeouts.api", "2s");
    gateway.job.behave(
        request -> {
          request.response().setChunked(true).putHeader("content-type", "text/event-stream");
          request.response().write("data: 1\n\n");
          gateway.vertx.setTimer(4_000, id -> request.response().end("data: 2\n\n"));
        });
    long before = System.nanoTime();
    HttpClientResponse answer =
        get("/api/jobs/" + GatewayFixture.JOB + "/events")
            .map(HttpClientResponse::pause)
            .await(30, TimeUnit.SECONDS);
    Buffer all = Buffer.buffer();
    CompletableFuture<Duration> first = new CompletableFuture<>();
    CompletableFuture<Void> end = new CompletableFuture<>();
    answer.handler(
        chunk -> {
          first.complete(Duration.ofNanos(System.nanoTime() - before));
          all.appendBuffer(chunk);
        });
    answer.endHandler(ended -> end.complete(null));
    answer.resume();

    assertThat(first.get(30, TimeUnit.SECONDS)).isLessThan(Duration.ofMillis(3_500));
    end.get(30, TimeUnit.SECONDS);
    assertThat(all.toString()).isEqualTo("data: 1\n\ndata: 2\n\n");
  }

  @Test
  void aRenewedCertificateIsTakenUp(@TempDir Path folder) throws Exception {
    TestCertificate old = TestCertificate.create(folder);
    gateway = new GatewayFixture(old, Map.of("gateway.tls.reload", "100ms"));
    assertThat(gateway.send(gateway.signedIn(PATH)).statusCode()).isEqualTo(200);

    TestCertificate renewed = TestCertificate.create(folder);

    try (HttpClient client = HttpClient.newBuilder().sslContext(renewed.context()).build()) {
      Awaitility.await()
          .atMost(30, TimeUnit.SECONDS)
          .ignoreExceptions()
          .until(
              () ->
                  client
                          .send(gateway.signedIn(PATH).build(), BodyHandlers.discarding())
                          .statusCode()
                      == 200);
    }
  }

  private Future<HttpClientResponse> get(String path) throws Exception {
    return request(HttpMethod.GET, path).send();
  }

  private Future<HttpClientResponse> post(String path, String body) throws Exception {
    return request(HttpMethod.POST, path).putHeader("content-type", "application/json").send(body);
  }

  private static int status(Future<HttpClientResponse> answer) throws Exception {
    HttpClientResponse response = answer.await(30, TimeUnit.SECONDS);
    assertThat(response.version()).isEqualTo(HttpVersion.HTTP_2);
    return response.statusCode();
  }

  private HttpClientRequest request(HttpMethod method, String path) throws Exception {
    return http2
        .request(method, path)
        .await(30, TimeUnit.SECONDS)
        .putHeader("authorization", "Bearer " + gateway.token());
  }
}
