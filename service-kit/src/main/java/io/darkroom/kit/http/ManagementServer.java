package io.darkroom.kit.http;

import io.darkroom.codecs.json.JsonMapping;
import io.darkroom.kit.config.ManagementConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Serves {@code /health/live}, {@code /health/ready} and {@code /metrics} on a port of its own. */
public final class ManagementServer {
  private final Vertx vertx;
  private final Health health;
  private final Optional<PrometheusMeterRegistry> prometheus;
  private HttpServer server;

  private ManagementServer(Vertx vertx, Health health, MeterRegistry meters) {
    this.vertx = vertx;
    this.health = health;
    this.prometheus = prometheus(meters);
  }

  /** Binds the server. */
  public static Future<ManagementServer> start(
      Vertx vertx, ManagementConfig config, Health health, MeterRegistry meters) {
    ManagementServer management = new ManagementServer(vertx, health, meters);
    HttpServerOptions options =
        new HttpServerOptions().setHost(config.host()).setPort(config.port()).setIdleTimeout(60);
    return vertx
        .createHttpServer(options)
        .requestHandler(management.router())
        .listen()
        .map(
            bound -> {
              management.server = bound;
              return management;
            });
  }

  /** The port it listens on. */
  public int actualPort() {
    return server.actualPort();
  }

  /** Closes the server. */
  public Future<Void> close() {
    return server.close();
  }

  private Router router() {
    Router router = Router.router(vertx);
    router.get("/health/live").handler(this::live);
    router.get("/health/ready").handler(this::ready);
    router.get("/metrics").handler(this::metrics);
    Problems.install(router);
    return router;
  }

  private void live(RoutingContext ctx) {
    ctx.response()
        .putHeader(HttpHeaders.CONTENT_TYPE, Operation.JSON)
        .end(encode(new Health.Report("UP", List.of())))
        .onFailure(ctx::fail);
  }

  private void ready(RoutingContext ctx) {
    health
        .report()
        .compose(
            report ->
                ctx.response()
                    .setStatusCode(report.ready() ? 200 : 503)
                    .putHeader(HttpHeaders.CONTENT_TYPE, Operation.JSON)
                    .end(encode(report)))
        .onFailure(ctx::fail);
  }

  private void metrics(RoutingContext ctx) {
    if (prometheus.isEmpty()) {
      ctx.fail(404);
      return;
    }
    Callable<String> scrape = prometheus.get()::scrape;
    vertx
        .executeBlocking(scrape, false)
        .compose(
            text ->
                ctx.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
                    .end(text))
        .onFailure(ctx::fail);
  }

  private static Buffer encode(Health.Report report) {
    return Buffer.buffer(JsonMapping.mapper().valueToTree(report).toString());
  }

  private static Optional<PrometheusMeterRegistry> prometheus(MeterRegistry meters) {
    if (meters instanceof PrometheusMeterRegistry found) {
      return Optional.of(found);
    }
    if (meters instanceof CompositeMeterRegistry many) {
      return many.getRegistries().stream()
          .flatMap(registry -> prometheus(registry).stream())
          .findFirst();
    }
    return Optional.empty();
  }
}
