package io.darkroom.gateway;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A service behind the gateway: a real HTTP server that answers as it is told and remembers. */
final class FakeService {
  private final HttpServer server;
  private volatile Handler<HttpServerRequest> behaviour;
  final CopyOnWriteArrayList<JsonObject> seen = new CopyOnWriteArrayList<>();

  FakeService(Vertx vertx, Handler<HttpServerRequest> behaviour) throws Exception {
    this.behaviour = behaviour;
    HttpServerOptions options =
        new HttpServerOptions().setHost("127.0.0.1").setHandle100ContinueAutomatically(true);
    server =
        vertx
            .createHttpServer(options)
            .requestHandler(this::handle)
            .listen(0)
            .await(30, TimeUnit.SECONDS);
  }

  /** Answers with what arrived: method, address, headers and length of the body. */
  static void echo(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body ->
                request
                    .response()
                    .putHeader("content-type", "application/json")
                    .end(described(request).put("length", body.length()).encode()));
  }

  void behave(Handler<HttpServerRequest> next) {
    behaviour = next;
  }

  int port() {
    return server.actualPort();
  }

  void kill() throws Exception {
    server.close().await(30, TimeUnit.SECONDS);
  }

  private void handle(HttpServerRequest request) {
    seen.add(described(request));
    behaviour.handle(request);
  }

  private static JsonObject described(HttpServerRequest request) {
    JsonObject headers = new JsonObject();
    request.headers().forEach(h -> headers.put(h.getKey().toLowerCase(Locale.ROOT), h.getValue()));
    return new JsonObject()
        .put("method", request.method().name())
        .put("uri", request.uri())
        .put("headers", headers);
  }

  static void answer(HttpServerRequest request, int status, Buffer body) {
    request.response().setStatusCode(status).end(body);
  }
}
