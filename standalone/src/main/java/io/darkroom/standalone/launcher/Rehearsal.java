package io.darkroom.standalone.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.codecs.json.JsonMapping;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** What a user does first: an account, an image, a job, its result. */
final class Rehearsal {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Map<String, String> ACCOUNT =
      Map.of(
          "email",
          "rehearsal@example.com",
          "password",
          "correct horse battery staple",
          "name",
          "Rehearsal");

  private final URI base;
  private String token = "";

  Rehearsal(URI base) {
    this.base = base;
  }

  void play() throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      get(http, "/");
      get(http, "/api/openapi.json");
      get(http, "/api/operations");
      post(http, "/api/auth/register", "application/json", json(ACCOUNT));
      token =
          post(http, "/api/auth/login", "application/json", json(ACCOUNT))
              .path("accessToken")
              .asText();
      String image =
          post(http, "/api/images?name=r.jpg", "image/jpeg", photo()).path("id").asText();
      Map<String, Object> order =
          Map.of(
              "images",
              List.of(image),
              "outputs",
              List.of(Map.of("recipe", "resize:64x48,fit=cover/grayscale/jpeg:q=80")));
      String job = post(http, "/api/jobs", "application/json", json(order)).path("id").asText();
      awaitEnd(http, "/api/jobs/" + job);
      JsonNode results = get(http, "/api/jobs/" + job + "/results").path("results");
      get(http, results.path(0).path("href").asText("/"));
      post(http, "/api/render?recipe=resize:32x/png", "image/jpeg", photo());
    }
  }

  private void awaitEnd(HttpClient http, String job) throws IOException, InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < end) {
      String status = get(http, job).path("status").asText();
      if (!status.equals("queued") && !status.equals("running")) {
        return;
      }
      Thread.sleep(50);
    }
  }

  private JsonNode get(HttpClient http, String path) throws IOException, InterruptedException {
    return send(http, request(path).GET().build());
  }

  private JsonNode post(HttpClient http, String path, String type, byte[] body)
      throws IOException, InterruptedException {
    return send(
        http,
        request(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)).build());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(LIMIT);
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  /** The answer as JSON, or nothing when it is none: a rehearsal goes on. */
  private static JsonNode send(HttpClient http, HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
    boolean json =
        response.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
    return JsonMapping.mapper().readTree(json ? response.body() : new byte[] {'{', '}'});
  }

  private static byte[] json(Object value) throws IOException {
    return JsonMapping.mapper().writeValueAsBytes(value);
  }

  private static byte[] photo() throws IOException {
    BufferedImage image = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, y, (x << 16 | y << 8 | (x ^ y)) & 0xffffff);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", out);
    return out.toByteArray();
  }
}
