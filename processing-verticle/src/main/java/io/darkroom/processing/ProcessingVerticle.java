package io.darkroom.processing;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.engine.ImageEngine;
import io.darkroom.kit.discovery.Endpoint;
import io.darkroom.kit.discovery.ServiceClient;
import io.darkroom.kit.discovery.ServiceName;
import io.darkroom.kit.http.ApiServer;
import io.darkroom.kit.http.Health;
import io.darkroom.kit.http.HttpDrain;
import io.darkroom.kit.http.InstanceReport;
import io.darkroom.kit.http.ManagementServer;
import io.darkroom.kit.redis.RedisClient;
import io.darkroom.kit.service.Lifecycle;
import io.darkroom.kit.service.ServiceContext;
import io.darkroom.kit.token.JwksTokenVerifier;
import io.darkroom.kit.token.TokenVerifier;
import io.darkroom.processing.tasks.TaskIntake;
import io.darkroom.processing.transform.TransformWorkers;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.Optional;

/** One instance of the processing service: an event loop before a pool of transform workers. */
public final class ProcessingVerticle extends VerticleBase {
  private static final Duration ANSWER = Duration.ofSeconds(5);
  // The body of a late render travels with it; the gateway waits longer than this.
  private static final Duration HAND_OVER = Duration.ofSeconds(15);

  private final ProcessingConfig config;
  private final ServiceContext services;
  private final Health health = new Health();
  private final HttpDrain requests = new HttpDrain();
  private final Lifecycle life;
  private Optional<ApiServer> server = Optional.empty();

  /** Prepares an instance; it opens nothing before it is deployed. */
  public ProcessingVerticle(ProcessingConfig config, ServiceContext context) {
    this.config = config;
    this.services = context;
    this.life = new Lifecycle(context, health);
  }

  @Override
  public Future<?> start() {
    RedisClient redis = RedisClient.connect(vertx, config.redis());
    life.onStop(redis::close);
    health.note("redis", () -> redis.isUp() ? Optional.empty() : Optional.of("no result cache"));
    return life.guard(
        vertx
            .executeBlocking(() -> ImageEngine.open(config.lanes().engine()))
            .compose(engine -> deployWorkers(engine, redis))
            .compose(this::serve));
  }

  private Future<ProcessingParts> deployWorkers(ImageEngine engine, RedisClient redis) {
    life.onStop(() -> vertx.executeBlocking(() -> closed(engine)));
    LaneHealth lanes = new LaneHealth(engine.describe());
    health.inform("engine", lanes::loaded).note("lanes", lanes::missing);
    return TransformWorkers.deploy(vertx, engine, services.instance(), config.work())
        .map(
            workers -> {
              life.onStop(() -> vertx.undeploy(workers.deployment()));
              return new ProcessingParts(vertx, config, services, engine, workers, redis);
            });
  }

  private static Void closed(ImageEngine engine) {
    engine.close();
    return null;
  }

  private Future<Void> serve(ProcessingParts parts) {
    life.onStop(parts.uploads()::clear);
    ServiceClient auth = client(ServiceName.AUTH);
    ServiceClient jobs = client(ServiceName.JOB);
    health.register("broker", () -> brokerIsUp(parts.intake()));
    return ManagementServer.start(vertx, config.management(), health, services.meters())
        .compose(
            management -> {
              life.onStop(management::close);
              life.onStop(() -> drain(parts.intake()));
              return JwksTokenVerifier.start(vertx, config.tokens(), auth)
                  .compose(tokens -> listen(parts, tokens, jobs))
                  .compose(listening -> announce(listening, management));
            });
  }

  private ServiceClient client(ServiceName service) {
    return client(service, ANSWER);
  }

  private ServiceClient client(ServiceName service, Duration limit) {
    ServiceClient client = new ServiceClient(vertx, services.endpoints(), service, limit);
    life.onStop(client::close);
    return client;
  }

  private static Future<Void> brokerIsUp(TaskIntake intake) {
    return intake.isUp()
        ? Future.succeededFuture()
        : Future.failedFuture(
            Failure.of(FailureCode.UNAVAILABLE, "The broker is not reachable").asException());
  }

  private Future<ApiServer> listen(
      ProcessingParts parts, TokenVerifier tokens, ServiceClient jobs) {
    life.onStop(tokens::close);
    health.register("tokens", tokens::ready);
    return parts
        .uploads()
        .clear()
        .compose(v -> parts.router(requests, tokens, jobs, client(ServiceName.JOB, HAND_OVER)))
        .map(router -> InstanceReport.addTo(router, services.instance(), health))
        .compose(router -> ApiServer.start(vertx, config.http(), router, requests))
        .onSuccess(listening -> server = Optional.of(listening));
  }

  /** Requests and tasks side by side: together they have the grace once, not twice. */
  private Future<Void> drain(TaskIntake intake) {
    Duration grace = config.drain().grace();
    Future<Void> answered =
        server.map(listening -> listening.stop(grace)).orElseGet(Future::succeededFuture);
    return Future.join(answered, intake.stop(grace)).mapEmpty();
  }

  private Future<Void> announce(ApiServer listening, ManagementServer management) {
    return life.announce(
        new Endpoint(config.http().host(), listening.actualPort()),
        new Endpoint(config.management().host(), management.actualPort()));
  }

  @Override
  public Future<?> stop() {
    return life.stop();
  }
}
