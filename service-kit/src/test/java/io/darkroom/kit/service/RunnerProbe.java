package io.darkroom.kit.service;

import io.darkroom.kit.config.Default;
import io.darkroom.kit.config.HttpConfig;
import io.darkroom.kit.config.Settings;
import io.darkroom.kit.discovery.Endpoint;
import io.darkroom.kit.discovery.ServiceName;
import io.darkroom.kit.http.ApiServer;
import io.darkroom.kit.http.HttpDrain;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** A small service that is run as a process of its own by the test beside it. */
final class RunnerProbe extends VerticleBase {
  private final Config config;
  private final ServiceContext service;
  private ApiServer server;

  record Config(@Default("false") boolean broken, HttpConfig http) {}

  private RunnerProbe(Config config, ServiceContext service) {
    this.config = config;
    this.service = service;
  }

  static void main(String[] args) {
    ServiceRunner.run(ServiceName.JOB, args, RunnerProbe::create);
  }

  private static RunnerProbe create(Settings settings, ServiceContext context) {
    return new RunnerProbe(settings.bind("job", Config.class), context);
  }

  @Override
  public Future<?> start() {
    if (config.broken()) {
      return Future.failedFuture("the probe is broken");
    }
    HttpDrain drain = new HttpDrain();
    Router router = Router.router(vertx);
    router.route().handler(drain::track);
    router.route().handler(this::answerSlowly);
    return ApiServer.start(vertx, config.http(), router, drain)
        .onSuccess(bound -> server = bound)
        .compose(
            bound ->
                service
                    .registry()
                    .register(service.name(), new Endpoint("127.0.0.1", bound.actualPort())));
  }

  private void answerSlowly(RoutingContext ctx) {
    ctx.response().setChunked(true).write("begin;");
    vertx.setTimer(1_500, id -> ctx.response().end("drained"));
  }

  @Override
  public Future<?> stop() {
    return server == null ? Future.succeededFuture() : server.stop(Duration.ofSeconds(20));
  }
}
