package io.darkroom.job;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.job.dispatch.Handover;
import io.darkroom.job.store.Schema;
import io.darkroom.kit.blob.FileBlobStore;
import io.darkroom.kit.discovery.Endpoint;
import io.darkroom.kit.discovery.ServiceClient;
import io.darkroom.kit.http.ApiServer;
import io.darkroom.kit.http.Health;
import io.darkroom.kit.http.HttpDrain;
import io.darkroom.kit.http.ManagementServer;
import io.darkroom.kit.postgres.Postgres;
import io.darkroom.kit.service.ServiceContext;
import io.darkroom.kit.service.ServiceName;
import io.darkroom.kit.token.JwksTokenVerifier;
import io.darkroom.kit.token.TokenVerifier;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** One instance of the job service. */
public final class JobVerticle extends VerticleBase {
  private final JobConfig config;
  private final ServiceContext services;
  private final Health health = new Health();
  // What was opened, closed in reverse order, also after a start that failed half-way.
  private final List<Supplier<Future<Void>>> closers = new ArrayList<>();

  /** Prepares an instance; it opens nothing before it is deployed. */
  public JobVerticle(JobConfig config, ServiceContext context) {
    this.config = config;
    this.services = context;
  }

  @Override
  public Future<?> start() {
    Pool pool = Postgres.connect(vertx, config.postgres());
    closers.add(pool::close);
    ServiceClient auth = new ServiceClient(vertx, services.endpoints(), ServiceName.AUTH);
    closers.add(auth::close);
    health.register("postgres", () -> Postgres.ping(pool));
    JobStores stores =
        JobStores.of(pool, new FileBlobStore(vertx, config.blobs()), config, services.clock());
    return Postgres.awaitReachable(vertx, pool)
        .compose(_ -> Schema.migrate(pool))
        .compose(_ -> JwksTokenVerifier.start(vertx, config.tokens(), auth))
        .compose(tokens -> serve(stores, tokens))
        .recover(failure -> stop().transform(_ -> Future.failedFuture(failure)));
  }

  private Future<Void> serve(JobStores stores, TokenVerifier tokens) {
    closers.add(tokens::close);
    health.register("tokens", tokens::ready);
    JobWork work = JobWork.start(vertx, config, stores, services);
    closers.add(() -> work.stop(config.drain().grace()));
    health.register("broker", () -> up(work.handover()));
    HttpDrain drain = new HttpDrain();
    return ManagementServer.start(vertx, config.own().management(), health, services.meters())
        .compose(
            management -> {
              closers.add(management::close);
              return JobRoutes.build(vertx, config, stores, work, services, tokens, drain)
                  .compose(router -> ApiServer.start(vertx, config.own().http(), router, drain))
                  .compose(server -> announce(server, management));
            });
  }

  private Future<Void> announce(ApiServer server, ManagementServer management) {
    closers.add(() -> server.stop(config.drain().grace()));
    return services
        .registry()
        .register(
            services.name(),
            new Endpoint(config.own().http().host(), server.actualPort()),
            new Endpoint(config.own().management().host(), management.actualPort()))
        .onSuccess(registration -> closers.add(registration::close))
        .mapEmpty();
  }

  private static Future<Void> up(Handover handover) {
    return handover.isUp()
        ? Future.succeededFuture()
        : Future.failedFuture(
            Failure.of(FailureCode.UNAVAILABLE, "no session with the broker").asException());
  }

  @Override
  public Future<?> stop() {
    health.notReady();
    Future<Void> chain = Future.succeededFuture();
    for (Supplier<Future<Void>> closer : closers.reversed()) {
      chain = chain.eventually(closer);
    }
    closers.clear();
    return chain;
  }
}
