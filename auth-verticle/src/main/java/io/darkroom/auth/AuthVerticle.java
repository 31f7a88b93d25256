package io.darkroom.auth;

import io.darkroom.auth.api.AuthContract;
import io.darkroom.auth.background.Recurring;
import io.darkroom.auth.hashing.HashingPool;
import io.darkroom.auth.store.Schema;
import io.darkroom.kit.discovery.Endpoint;
import io.darkroom.kit.discovery.ServiceClient;
import io.darkroom.kit.discovery.ServiceName;
import io.darkroom.kit.http.ApiServer;
import io.darkroom.kit.http.Health;
import io.darkroom.kit.http.HttpDrain;
import io.darkroom.kit.http.InstanceReport;
import io.darkroom.kit.http.ManagementServer;
import io.darkroom.kit.postgres.Postgres;
import io.darkroom.kit.redis.RedisClient;
import io.darkroom.kit.service.Lifecycle;
import io.darkroom.kit.service.ServiceContext;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.Optional;

/** One instance of the auth service. */
public final class AuthVerticle extends VerticleBase {
  private final AuthConfig config;
  private final ServiceContext services;
  private final Health health = new Health();
  private final Lifecycle life;

  /** Prepares an instance; it opens nothing before it is deployed. */
  public AuthVerticle(AuthConfig config, ServiceContext context) {
    this.config = config;
    this.services = context;
    this.life = new Lifecycle(context, health);
  }

  @Override
  public Future<?> start() {
    Pool pool = Postgres.connect(vertx, config.postgres());
    life.onStop(pool::close);
    RedisClient redis = RedisClient.connect(vertx, config.redis());
    life.onStop(redis::close);
    ServiceClient jobs = new ServiceClient(vertx, services.endpoints(), ServiceName.JOB);
    life.onStop(jobs::close);
    HashingPool hashing =
        new HashingPool(
            context, config.passwords().threads(), config.passwords().queue(), services.meters());
    life.onStop(hashing::stop);
    AuthParts parts = new AuthParts(vertx, config, services, pool, redis, hashing, jobs);
    health.register("postgres", () -> Postgres.ping(pool));
    health.note("redis", () -> redis.isUp() ? Optional.empty() : Optional.of("counting locally"));
    return life.guard(
        Postgres.awaitReachable(vertx, pool)
            .compose(reached -> Schema.migrate(pool))
            .compose(migrated -> parts.keys().refresh())
            .compose(loaded -> serve(parts)));
  }

  private Future<Void> serve(AuthParts parts) {
    HttpDrain drain = new HttpDrain();
    parts.background().forEach(this::begin);
    return ManagementServer.start(vertx, config.management(), health, services.meters())
        .compose(
            management -> {
              life.onStop(management::close);
              return vertx
                  .executeBlocking(AuthContract::load)
                  .compose(contract -> parts.router(contract, drain))
                  .map(router -> InstanceReport.addTo(router, services.instance(), health))
                  .compose(router -> ApiServer.start(vertx, config.http(), router, drain))
                  .compose(server -> announce(server, management));
            });
  }

  private void begin(Recurring task) {
    life.onStop(task.start()::stop);
  }

  private Future<Void> announce(ApiServer server, ManagementServer management) {
    Duration grace = config.drain().grace();
    life.onStop(() -> server.stop(grace));
    return life.announce(
        new Endpoint(config.http().host(), server.actualPort()),
        new Endpoint(config.management().host(), management.actualPort()));
  }

  @Override
  public Future<?> stop() {
    return life.stop();
  }
}
