package io.darkroom.processing.testing;

import io.darkroom.testing.Eventually;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Answers {@code GET /api/images/{id}} for the owner's token, as the job service does. */
public final class ImageDirectory implements AutoCloseable {
  private final Map<String, String> images = new ConcurrentHashMap<>();
  private final HttpServer server;

  public ImageDirectory(Vertx vertx) {
    server = vertx.createHttpServer().requestHandler(this::answer);
    Eventually.get(server.listen(0, "127.0.0.1"));
  }

  private void answer(HttpServerRequest request) {
    String key = request.getHeader("Authorization") + " " + request.path();
    String sha256 = images.get(key);
    if (sha256 == null) {
      request.response().setStatusCode(404).end();
    } else {
      request.response().end(new JsonObject().put("sha256", sha256).put("more", 1).encode());
    }
  }

  /** Says that the bearer of this token owns an image. */
  public void add(String token, String imageId, String sha256) {
    images.put("Bearer " + token + " /api/images/" + imageId, sha256);
  }

  public int port() {
    return server.actualPort();
  }

  @Override
  public void close() {
    Eventually.get(server.close());
  }
}
