package io.darkroom.gateway;

import io.darkroom.kit.discovery.Endpoint;
import io.darkroom.kit.http.Contract;
import io.darkroom.kit.http.Health;
import io.darkroom.kit.http.ManagementServer;
import io.darkroom.kit.service.Lifecycle;
import io.darkroom.kit.service.ServiceContext;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;

/** Wires the gateway together; everything of it runs on the event loop of this verticle. */
public final class GatewayVerticle extends VerticleBase {
  private final GatewayConfig config;
  private final ServiceContext service;
  private final Health health = new Health();
  private final Lifecycle life;

  /** Makes the verticle; nothing happens before it is deployed. */
  public GatewayVerticle(GatewayConfig config, ServiceContext context) {
    this.config = config;
    this.service = context;
    this.life = new Lifecycle(context, health);
  }

  @Override
  public Future<?> start() {
    GatewayParts parts = GatewayParts.create(vertx, config, service, health);
    life.onStop(parts::close);
    return life.guard(
        ManagementServer.start(vertx, config.management(), health, service.meters())
            .compose(
                management -> {
                  life.onStop(management::close);
                  return listen(parts).compose(server -> announce(server, management));
                }));
  }

  @Override
  public Future<?> stop() {
    return life.stop();
  }

  private Future<HttpServer> listen(GatewayParts parts) {
    return vertx
        .executeBlocking(Contract::load)
        .compose(parts::router)
        .compose(router -> GatewayServer.listen(vertx, config, router, parts.watch()))
        .onSuccess(
            server -> {
              life.onStop(() -> parts.drain().drain(server, config.drain().grace()));
              Runnable unwatch = Certificate.watch(vertx, config.tls(), server);
              life.onStop(
                  () -> {
                    unwatch.run();
                    return Future.succeededFuture();
                  });
            });
  }

  private Future<Void> announce(HttpServer server, ManagementServer management) {
    return life.announce(
        new Endpoint(config.http().host(), server.actualPort()),
        new Endpoint(config.management().host(), management.actualPort()));
  }
}
