package io.darkroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP/2 over TLS as browsers speak it. */
class Http2IT {
  private static final String PATH = "/api/jobs/" + GatewayFixture.JOB;
  private static final int CHUNK = 64 << 10;
  private static final int CHUNKS = 1_000;
  private static GatewayFixture gateway;
  private static HttpClientAgent client;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    gateway = new GatewayFixture(TestCertificate.create(folder), Map.of());
    client = gateway.http2();
  }

  @AfterAll
  static void stop() throws Exception {
    gateway.close();
  }

  @BeforeEach
  void forget() {
    gateway.job.behave(FakeService::echo);
  }

  @Test
  void manyRequestsShareAConnection() throws Exception {
    List<Future<HttpClientResponse>> answers = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      answers.add(whole("/api/docs"));
      answers.add(whole("/api/openapi.json"));
      answers.add(whole(PATH));
    }
    for (Future<HttpClientResponse> one : answers) {
      HttpClientResponse answer = one.await(30, TimeUnit.SECONDS);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.version()).isEqualTo(HttpVersion.HTTP_2);
      assertThat(answer.getHeader("strict-transport-security")).startsWith("max-age=");
    }
    assertThat(gateway.job.seen.getLast().getJsonObject("headers").getString("x-forwarded-proto"))
        .isEqualTo("https");
  }

  @Test
  void anUploadArrivesWhole() throws Exception {
    Buffer image = Buffer.buffer(new byte[5 << 20]);

    Buffer answer =
        client
            .request(HttpMethod.POST, "/api/images?name=a")
            .compose(
                request ->
                    request
                        .putHeader("authorization", "Bearer " + gateway.token())
                        .putHeader("content-type", "image/png")
                        .send(image))
            .compose(HttpClientResponse::body)
            .await(30, TimeUnit.SECONDS);

    assertThat(answer.toJsonObject().getInteger("length")).isEqualTo(image.length());
  }

  @Test
  void aClientThatDoesNotReadHoldsItsServiceBackAndNobodyElse() throws Exception {
    AtomicLong sent = new AtomicLong();
    gateway.job.behave(
        request -> {
          if (request.path().endsWith("results.zip")) {
            pour(request, sent);
          } else {
            FakeService.echo(request);
          }
        });
    HttpClientResponse slow =
        get(PATH + "/results.zip").map(HttpClientResponse::pause).await(30, TimeUnit.SECONDS);
    AtomicLong before = new AtomicLong(-1);
    Awaitility.await()
        .atMost(30, TimeUnit.SECONDS)
        .pollInterval(Duration.ofMillis(300))
        .until(() -> before.getAndSet(sent.get()) == sent.get());

    assertThat(sent.get()).isLessThan((long) CHUNK * CHUNKS / 2);
    assertThat(whole(PATH).await(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);

    Future<Buffer> rest = slow.body();
    slow.resume();
    assertThat(rest.await(60, TimeUnit.SECONDS).length()).isEqualTo(CHUNK * CHUNKS);
  }

  /** Sends 64 MB as fast as they are taken. */
  private static void pour(HttpServerRequest request, AtomicLong sent) {
    HttpServerResponse response =
        request.response().setChunked(true).putHeader("content-type", "application/zip");
    Buffer chunk = Buffer.buffer(new byte[CHUNK]);
    Runnable more =
        () -> {
          while (sent.get() < (long) CHUNK * CHUNKS && !response.writeQueueFull()) {
            sent.addAndGet(CHUNK);
            response.write(chunk.copy());
          }
          if (sent.get() == (long) CHUNK * CHUNKS && !response.ended()) {
            response.end();
          }
        };
    response.drainHandler(drained -> more.run());
    more.run();
  }

  /** An answer that arrived to its end. */
  private static Future<HttpClientResponse> whole(String path) {
    return get(path).compose(answer -> answer.body().map(answer));
  }

  private static Future<HttpClientResponse> get(String path) {
    return client
        .request(HttpMethod.GET, path)
        .compose(request -> request.putHeader("authorization", "Bearer " + gateway.token()).send());
  }
}
