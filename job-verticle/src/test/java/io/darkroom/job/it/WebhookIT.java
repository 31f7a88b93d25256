package io.darkroom.job.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** An owner's own server is told of a job's end. */
class WebhookIT {
  private record Call(String signature, String body) {}

  @Test
  void aTargetThatFailsFirstIsToldAgainWithAGoodSignature() throws Exception {
    try (JobPlatform platform =
        JobPlatform.start(
            Map.of("job.webhooks.allow-private", "true", "job.webhooks.backoff", "100ms"))) {
      List<Call> calls = new CopyOnWriteArrayList<>();
      HttpServer target =
          platform
              .vertx
              .createHttpServer()
              .requestHandler(
                  request ->
                      request.bodyHandler(
                          body -> {
                            calls.add(
                                new Call(
                                    request.getHeader("X-Darkroom-Signature"), body.toString()));
                            request.response().setStatusCode(calls.size() == 1 ? 500 : 204).end();
                          }))
              .listen(0, "127.0.0.1")
              .await(JobPlatform.LIMIT_SECONDS, TimeUnit.SECONDS);
      JobClient client = platform.client("usr_hook");
      JsonObject body =
          JobClient.jobBody(List.of(client.image(1)), "jpeg")
              .put("webhook", "http://127.0.0.1:" + target.actualPort() + "/told?x=1");

      String job = JobClient.json(client.post("/api/jobs", body.encode())).getString("id");
      client.post("/api/jobs/" + job + "/cancel", "{}");
      await()
          .atMost(Duration.ofSeconds(JobPlatform.LIMIT_SECONDS))
          .until(() -> delivery(client).getString("status").equals("delivered"));

      assertThat(calls).hasSize(2);
      assertThat(new JsonObject(calls.getLast().body()).getString("jobId")).isEqualTo(job);
      assertThat(new JsonObject(calls.getLast().body()).getString("status")).isEqualTo("cancelled");
      String secret = JobClient.json(client.get("/api/webhooks/secret")).getString("secret");
      assertThat(calls.getLast().signature())
          .isEqualTo(signed(secret, calls.getLast().signature(), calls.getLast().body()));
      assertThat(delivery(client).getInteger("attempts")).isEqualTo(2);
    }
  }

  @Test
  void aTargetThatDoesNotAnswerHoldsUpNobodyElse() throws Exception {
    try (JobPlatform platform =
        JobPlatform.start(
            Map.of("job.webhooks.allow-private", "true", "job.webhooks.timeout", "20s"))) {
      HttpServer target =
          platform
              .vertx
              .createHttpServer()
              .requestHandler(
                  request -> {
                    if (!request.path().equals("/slow")) {
                      request.response().end();
                    }
                  })
              .listen(0, "127.0.0.1")
              .await(JobPlatform.LIMIT_SECONDS, TimeUnit.SECONDS);
      String base = "http://127.0.0.1:" + target.actualPort();
      JobClient slow = platform.client("usr_slow_hook");
      String image = slow.image(1);
      for (int i = 0; i < 25; i++) {
        endedJob(slow, image, base + "/slow");
      }
      JobClient quick = platform.client("usr_quick_hook");
      endedJob(quick, quick.image(2), base + "/quick");

      await()
          .atMost(Duration.ofSeconds(JobPlatform.LIMIT_SECONDS))
          .until(() -> delivery(quick).getString("status").equals("delivered"));

      assertThat(platform.count("SELECT count(*) FROM job.webhook_deliveries WHERE attempts > 0"))
          .as("a few of the slow one and one of the other")
          .isLessThan(10);
      assertThat(delivery(slow).containsKey("lastError")).isFalse();
      target.close().await(JobPlatform.LIMIT_SECONDS, TimeUnit.SECONDS);
    }
  }

  private static void endedJob(JobClient client, String image, String webhook) {
    JsonObject body = JobClient.jobBody(List.of(image), "jpeg").put("webhook", webhook);
    String job = JobClient.json(client.post("/api/jobs", body.encode())).getString("id");
    client.post("/api/jobs/" + job + "/cancel", "{}");
  }

  @Test
  void aPrivateTargetIsNeverCalled() throws Exception {
    try (JobPlatform platform = JobPlatform.start()) {
      JobClient client = platform.client("usr_ssrf");
      String image = client.image(1);
      for (String url :
          List.of(
              "http://127.0.0.1/x",
              "http://[::1]/x",
              "http://169.254.169.254/latest",
              "ftp://example.org/",
              "http://user@example.org/")) {
        JsonObject body = JobClient.jobBody(List.of(image), "jpeg").put("webhook", url);
        assertThat(client.post("/api/jobs", body.encode()).statusCode()).as(url).isEqualTo(422);
      }
      JsonObject byName =
          JobClient.jobBody(List.of(image), "jpeg").put("webhook", "http://localhost:1/x");
      String job = JobClient.json(client.post("/api/jobs", byName.encode())).getString("id");
      client.post("/api/jobs/" + job + "/cancel", "{}");

      JsonObject refused =
          await()
              .atMost(Duration.ofSeconds(JobPlatform.LIMIT_SECONDS))
              .until(() -> delivery(client), d -> d.containsKey("lastError"));
      assertThat(refused.getString("lastError")).contains("private network");
    }
  }

  private static JsonObject delivery(JobClient client) {
    var items = JobClient.json(client.get("/api/webhooks/deliveries")).getJsonArray("items");
    return items.isEmpty() ? new JsonObject().put("status", "none") : items.getJsonObject(0);
  }

  private static String signed(String secret, String header, String body) throws Exception {
    String time = header.substring(2, header.indexOf(','));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    byte[] hash = mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8));
    return "t=" + time + ",v1=" + HexFormat.of().formatHex(hash);
  }
}
