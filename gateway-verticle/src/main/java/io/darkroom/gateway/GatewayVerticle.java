package io.darkroom.gateway;

import io.darkroom.kit.discovery.Endpoint;
import io.darkroom.kit.discovery.Registration;
import io.darkroom.kit.http.Contract;
import io.darkroom.kit.http.Health;
import io.darkroom.kit.http.ManagementServer;
import io.darkroom.kit.service.ServiceContext;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;

/** Wires the gateway together; everything of it runs on the event loop of this verticle. */
public final class GatewayVerticle extends VerticleBase {
  private final GatewayConfig config;
  private final ServiceContext service;
  private final Health health = new Health();
  private GatewayParts parts;
  private HttpServer server;
  private ManagementServer management;
  private Registration registration;

  /** Makes the verticle; nothing happens before it is deployed. */
  public GatewayVerticle(GatewayConfig config, ServiceContext context) {
    this.config = config;
    this.service = context;
  }

  @Override
  public Future<?> start() {
    parts = GatewayParts.create(vertx, config, service, health);
    return vertx
        .executeBlocking(Contract::load)
        .compose(parts::router)
        .compose(router -> GatewayServer.listen(vertx, config, router, parts.watch()))
        .onSuccess(bound -> server = bound)
        .compose(
            bound -> ManagementServer.start(vertx, config.management(), health, service.meters()))
        .onSuccess(bound -> management = bound)
        .compose(bound -> register())
        .onSuccess(done -> registration = done);
  }

  @Override
  public Future<?> stop() {
    health.notReady();
    return closed(registration == null ? Future.succeededFuture() : registration.close())
        .compose(left -> server == null ? Future.succeededFuture() : drain())
        .compose(drained -> parts.close())
        .compose(closed -> management == null ? Future.succeededFuture() : management.close());
  }

  private Future<Registration> register() {
    return service
        .registry()
        .register(
            service.name(),
            new Endpoint(config.http().host(), server.actualPort()),
            new Endpoint(config.management().host(), management.actualPort()));
  }

  private Future<Void> drain() {
    return closed(parts.drain().drain(server, config.drain().grace()));
  }

  /** Going down goes on whatever a step says. */
  private static Future<Void> closed(Future<Void> step) {
    return step.otherwiseEmpty();
  }
}
