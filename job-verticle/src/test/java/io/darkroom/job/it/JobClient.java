package io.darkroom.job.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.kit.http.Contract;
import io.darkroom.kit.http.ResponseContract;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Speaks to one instance as one owner; holds every answer against the contract. */
final class JobClient {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final ResponseContract CONTRACT = new ResponseContract(Contract.load());

  private final int port;
  private final String token;

  JobClient(int port, String token) {
    this.port = port;
    this.token = token;
  }

  HttpRequest.Builder request(String path) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(JobPlatform.LIMIT_SECONDS));
    return token.isEmpty() ? builder : builder.header("Authorization", "Bearer " + token);
  }

  HttpResponse<byte[]> send(HttpRequest request) {
    try {
      HttpResponse<byte[]> response = HTTP.send(request, BodyHandlers.ofByteArray());
      CONTRACT.check(request.method(), response);
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<byte[]> get(String path) {
    return send(request(path).GET().build());
  }

  HttpResponse<byte[]> delete(String path) {
    return send(request(path).DELETE().build());
  }

  /** For what the public contract does not name. */
  int deleteUnchecked(String path) {
    try {
      return HTTP.send(request(path).DELETE().build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** For what the public contract does not name. */
  HttpResponse<byte[]> postUnchecked(String path, JsonObject body) {
    return uploadUnchecked(path, "application/json", body.toBuffer().getBytes());
  }

  /** For what the public contract does not name. */
  HttpResponse<byte[]> uploadUnchecked(String path, String contentType, byte[] body) {
    HttpRequest request =
        request(path)
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    try {
      return HTTP.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<byte[]> post(String path, String body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  /** Without a body, under an idempotency key. */
  HttpResponse<byte[]> postOnce(String path, String key) {
    return send(request(path).header("Idempotency-Key", key).POST(BodyPublishers.noBody()).build());
  }

  HttpResponse<byte[]> upload(String name, String contentType, byte[] bytes) {
    return send(
        request("/api/images?name=" + name)
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofByteArray(bytes))
            .build());
  }

  /** Uploads a small picture and answers its id. */
  String image(int seed) {
    HttpResponse<byte[]> response =
        upload("photo-" + seed + ".jpg", "image/jpeg", TestPictures.jpeg(seed));
    assertThat(response.statusCode()).as(text(response)).isEqualTo(201);
    return json(response).getString("id");
  }

  /** Creates a job of these images and recipes and answers its id. */
  String job(List<String> images, String... recipes) {
    HttpResponse<byte[]> response = post("/api/jobs", jobBody(images, recipes).encode());
    assertThat(response.statusCode()).as(text(response)).isEqualTo(202);
    return json(response).getString("id");
  }

  static JsonObject jobBody(List<String> images, String... recipes) {
    JsonArray outputs = new JsonArray();
    for (String recipe : recipes) {
      outputs.add(new JsonObject().put("recipe", recipe));
    }
    return new JsonObject().put("images", new JsonArray(images)).put("outputs", outputs);
  }

  JsonObject jobNow(String id) {
    return json(get("/api/jobs/" + id));
  }

  /** Waits until the job has this status. */
  JsonObject awaitJob(String id, String status) {
    return await()
        .atMost(Duration.ofSeconds(JobPlatform.LIMIT_SECONDS))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> jobNow(id), job -> job.getString("status").equals(status));
  }

  static JsonObject json(HttpResponse<byte[]> response) {
    return new JsonObject(text(response));
  }

  static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), java.nio.charset.StandardCharsets.UTF_8);
  }
}
