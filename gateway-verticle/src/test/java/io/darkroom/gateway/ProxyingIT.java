package io.darkroom.gateway;

import static io.darkroom.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.kit.discovery.ServiceName;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The way of a request through the gateway when all is well. */
class ProxyingIT {
  @RegisterExtension private static final SharedGateway SHARED = SharedGateway.narrow();

  private static GatewayFixture gateway;

  @BeforeAll
  static void take() {
    gateway = SHARED.get();
  }

  @Test
  void aRequestReachesItsService() throws Exception {
    HttpResponse<String> answer =
        gateway.send(gateway.signedIn("/api/jobs/" + GatewayFixture.JOB + "?a=b%20c"));

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonObject seen = new JsonObject(answer.body());
    assertThat(seen.getString("uri")).isEqualTo("/api/jobs/" + GatewayFixture.JOB + "?a=b%20c");
    assertThat(seen.getJsonObject("headers").getString("authorization")).startsWith("Bearer ey");
    assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
    assertThat(answer.headers().firstValue("content-security-policy").orElse(""))
        .contains("default-src 'none'");
  }

  @Test
  void whatIsNotInTheContractDoesNotExist() throws Exception {
    assertProblem(404, "not-found", gateway.send(gateway.signedIn("/api/nothing")));
    assertProblem(
        404,
        "not-found",
        gateway.send(
            gateway.signedIn("/internal/auth/exchange").POST(BodyPublishers.ofString("{}"))));
    HttpResponse<String> wrong = gateway.send(gateway.signedIn("/api/jobs").DELETE());
    assertProblem(405, "method-not-allowed", wrong);
    assertThat(wrong.headers().firstValue("allow").orElse("")).contains("GET").contains("POST");
    assertThat(gateway.job.seen).isEmpty();
  }

  @Test
  void bodiesPassAsStreams() throws Exception {
    HttpResponse<String> sized = upload(BodyPublishers.ofByteArray(new byte[200_000]));
    HttpResponse<String> chunked =
        upload(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(new byte[200_000])));

    assertThat(new JsonObject(sized.body()).getInteger("length")).isEqualTo(200_000);
    assertThat(new JsonObject(chunked.body()).getInteger("length")).isEqualTo(200_000);
    assertThat(
            new JsonObject(chunked.body()).getJsonObject("headers").getString("transfer-encoding"))
        .isEqualTo("chunked");
  }

  @Test
  void bodiesBeyondTheLimitAreRefused() throws Exception {
    assertProblem(413, "body-too-large", upload(BodyPublishers.ofByteArray(new byte[300_000])));
    assertThat(gateway.job.seen).isEmpty();
    HttpResponse<String> chunked =
        upload(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(new byte[1_000_000])));
    assertProblem(413, "body-too-large", chunked);
    assertProblem(
        413,
        "body-too-large",
        gateway.send(
            gateway
                .signedIn("/api/jobs")
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofByteArray(new byte[20_000]))));
  }

  @Test
  void aFormOfTenThousandFieldsIsBytesLikeAnyOther() throws Exception {
    String small = "--b\r\n\r\n1\r\n".repeat(10_000) + "--b--\r\n";
    String large =
        "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n".repeat(10_000) + "--b--\r\n";

    HttpResponse<String> passed = form(BodyPublishers.ofString(small));
    assertThat(new JsonObject(passed.body()).getInteger("length")).isEqualTo(small.length());
    gateway.job.seen.clear();
    assertProblem(413, "body-too-large", form(BodyPublishers.ofString(large)));
    assertThat(gateway.job.seen).isEmpty();
    assertProblem(
        413, "body-too-large", form(BodyPublishers.fromPublisher(BodyPublishers.ofString(large))));
  }

  private static HttpResponse<String> form(BodyPublisher body) throws Exception {
    return gateway.send(
        gateway
            .signedIn("/api/images")
            .header("content-type", "multipart/form-data; boundary=b")
            .POST(body));
  }

  @Test
  void bodiesNobodyAskedForAreThrownAway() throws Exception {
    HttpResponse<String> answer =
        gateway.send(
            gateway.signedIn("/api/jobs").method("GET", BodyPublishers.ofString("surprise")));

    assertThat(new JsonObject(answer.body()).getInteger("length")).isZero();
  }

  @Test
  void answersPassAsTheyAre() throws Exception {
    byte[] image = new byte[500_000];
    new Random(1).nextBytes(image);
    gateway.job.behave(
        request ->
            request
                .response()
                .putHeader("content-type", "image/png")
                .putHeader("etag", "\"e\"")
                .putHeader("connection", "close, x-hop")
                .putHeader("x-hop", "1")
                .putHeader("server", "secret/1.0")
                .end(Buffer.buffer(image)));

    HttpResponse<byte[]> answer =
        gateway
            .client()
            .send(
                gateway
                    .signedIn("/api/images/img_01h00000000000000000000000/content")
                    .header("accept-encoding", "gzip")
                    .build(),
                BodyHandlers.ofByteArray());

    assertThat(answer.body()).isEqualTo(image);
    assertThat(answer.headers().firstValue("etag")).contains("\"e\"");
    assertThat(answer.headers().firstValue("content-encoding")).isEmpty();
    assertThat(answer.headers().firstValue("x-hop")).isEmpty();
    assertThat(answer.headers().firstValue("server")).isEmpty();
  }

  @Test
  void textIsCompressedForThoseWhoAsk() throws Exception {
    gateway.job.behave(
        request ->
            request
                .response()
                .putHeader("content-type", "application/json")
                .end("[" + "1,".repeat(5_000) + "1]"));

    HttpResponse<byte[]> answer =
        gateway
            .client()
            .send(
                gateway.signedIn("/api/jobs").header("accept-encoding", "gzip").build(),
                BodyHandlers.ofByteArray());

    assertThat(answer.headers().firstValue("content-encoding")).contains("gzip");
    assertThat(answer.body().length).isLessThan(2_000);
  }

  @Test
  void answersWithoutABodyStaySo() throws Exception {
    gateway.job.behave(r -> r.response().setStatusCode(304).putHeader("etag", "\"e\"").end());
    HttpResponse<String> same = gateway.send(gateway.signedIn("/api/jobs"));
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.headers().firstValue("transfer-encoding")).isEmpty();

    gateway.job.behave(r -> r.response().putHeader("content-length", "77").end());
    HttpResponse<String> head =
        gateway.send(gateway.signedIn("/api/jobs").method("HEAD", BodyPublishers.noBody()));
    assertThat(head.statusCode()).isEqualTo(200);
  }

  @Test
  void withoutInstancesTheServiceIsUnavailable() throws Exception {
    var before = gateway.places.remove(ServiceName.PROCESSING);
    try {
      HttpResponse<String> answer = gateway.send(gateway.request("/api/operations"));
      if (answer.statusCode() != 404) {
        assertProblem(503, "unavailable", answer);
        assertThat(answer.headers().firstValue("retry-after")).contains("1");
      }
    } finally {
      gateway.places.put(ServiceName.PROCESSING, before);
    }
  }

  private static HttpResponse<String> upload(BodyPublisher body) throws Exception {
    return gateway.send(
        gateway.signedIn("/api/images?name=x.jpg").header("content-type", "image/jpeg").POST(body));
  }
}
