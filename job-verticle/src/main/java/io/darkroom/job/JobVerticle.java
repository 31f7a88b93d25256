package io.darkroom.job;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.job.dispatch.Handover;
import io.darkroom.job.store.Schema;
import io.darkroom.kit.blob.BlobStore;
import io.darkroom.kit.blob.FileBlobStore;
import io.darkroom.kit.discovery.Endpoint;
import io.darkroom.kit.discovery.ServiceClient;
import io.darkroom.kit.discovery.ServiceName;
import io.darkroom.kit.http.ApiServer;
import io.darkroom.kit.http.Health;
import io.darkroom.kit.http.HttpDrain;
import io.darkroom.kit.http.InstanceReport;
import io.darkroom.kit.http.ManagementServer;
import io.darkroom.kit.postgres.Database;
import io.darkroom.kit.postgres.Postgres;
import io.darkroom.kit.service.Lifecycle;
import io.darkroom.kit.service.ServiceContext;
import io.darkroom.kit.token.JwksTokenVerifier;
import io.darkroom.kit.token.TokenVerifier;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;

/** One instance of the job service. */
public final class JobVerticle extends VerticleBase {
  private final JobConfig config;
  private final ServiceContext services;
  private final Health health = new Health();
  private final Lifecycle life;

  /** Prepares an instance; it opens nothing before it is deployed. */
  public JobVerticle(JobConfig config, ServiceContext context) {
    this.config = config;
    this.services = context;
    this.life = new Lifecycle(context, health);
  }

  @Override
  public Future<?> start() {
    Pool pool = Postgres.connect(vertx, config.postgres());
    life.onStop(pool::close);
    ServiceClient auth = new ServiceClient(vertx, services.endpoints(), ServiceName.AUTH);
    life.onStop(auth::close);
    health.register("postgres", () -> Postgres.ping(pool));
    SqlClient reads = Postgres.pipelined(vertx, config.postgres());
    life.onStop(reads::close);
    BlobStore blobs = new FileBlobStore(vertx, config.blobs());
    JobStores stores = JobStores.of(new Database(pool, reads), blobs, config, services.clock());
    return life.guard(
        Postgres.awaitReachable(vertx, pool)
            .compose(_ -> Schema.migrate(pool))
            .compose(_ -> JwksTokenVerifier.start(vertx, config.tokens(), auth))
            .compose(tokens -> serve(stores, tokens)));
  }

  private Future<Void> serve(JobStores stores, TokenVerifier tokens) {
    life.onStop(tokens::close);
    health.register("tokens", tokens::ready);
    JobWork work = JobWork.start(vertx, config, stores, services);
    life.onStop(() -> work.stop(config.drain().grace()));
    health.register("broker", () -> up(work.handover()));
    HttpDrain drain = new HttpDrain();
    return ManagementServer.start(vertx, config.own().management(), health, services.meters())
        .compose(
            management -> {
              life.onStop(management::close);
              return JobRoutes.build(vertx, config, stores, work, services, tokens, drain)
                  .map(router -> InstanceReport.addTo(router, services.instance(), health))
                  .compose(router -> ApiServer.start(vertx, config.own().http(), router, drain))
                  .compose(server -> announce(server, management));
            });
  }

  private Future<Void> announce(ApiServer server, ManagementServer management) {
    life.onStop(() -> server.stop(config.drain().grace()));
    return life.announce(
        new Endpoint(config.own().http().host(), server.actualPort()),
        new Endpoint(config.own().management().host(), management.actualPort()));
  }

  private static Future<Void> up(Handover handover) {
    return handover.isUp()
        ? Future.succeededFuture()
        : Future.failedFuture(
            Failure.of(FailureCode.UNAVAILABLE, "no session with the broker").asException());
  }

  @Override
  public Future<?> stop() {
    return life.stop();
  }
}
