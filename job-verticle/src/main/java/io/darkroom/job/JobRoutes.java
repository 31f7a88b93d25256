package io.darkroom.job;

import io.darkroom.job.api.BacklogApi;
import io.darkroom.job.api.EventApi;
import io.darkroom.job.api.ImageApi;
import io.darkroom.job.api.JobApi;
import io.darkroom.job.api.JobContract;
import io.darkroom.job.api.JobPlanner;
import io.darkroom.job.api.LateRenderApi;
import io.darkroom.job.api.LinkApi;
import io.darkroom.job.api.OwnerApi;
import io.darkroom.job.api.OwnerQuota;
import io.darkroom.job.api.RecipeApi;
import io.darkroom.job.api.ResultApi;
import io.darkroom.job.api.UsageApi;
import io.darkroom.job.api.WebhookApi;
import io.darkroom.job.link.LinkSigner;
import io.darkroom.job.upload.UploadIntake;
import io.darkroom.job.upload.UploadRules;
import io.darkroom.kit.http.ApiRouter;
import io.darkroom.kit.http.HttpDrain;
import io.darkroom.kit.service.ServiceContext;
import io.darkroom.kit.token.TokenVerifier;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;

/** Puts the operations of the contract together. */
final class JobRoutes {
  private JobRoutes() {}

  static Future<Router> build(
      Vertx vertx,
      JobConfig config,
      JobStores stores,
      JobWork work,
      ServiceContext services,
      TokenVerifier tokens,
      HttpDrain drain) {
    ApiRouter router =
        ApiRouter.create(vertx, JobContract.load(), services.name())
            .authenticate(tokens)
            .drain(drain);
    Runnable changed = work.handover()::nudge;
    OwnerQuota quotas = new OwnerQuota(config.own().quota().quota());
    UploadRules rules = new UploadRules(config.own().upload());
    UploadIntake intake =
        new UploadIntake(
            vertx, stores.blobs(), stores.images(), stores.collector(), rules, services);
    new ImageApi(
            stores.images(),
            stores.purge(),
            stores.collector(),
            intake,
            rules,
            quotas,
            stores.blobs(),
            changed)
        .mount(router);
    new JobApi(
            stores.jobs(),
            stores.creation(),
            stores.commands(),
            stores.images(),
            stores.recipes(),
            stores.collector(),
            quotas,
            work.targets()::requireAcceptable,
            services,
            changed)
        .mount(router);
    new LateRenderApi(
            new JobPlanner(stores.images(), stores.recipes(), services),
            stores.creation(),
            stores.jobs(),
            intake,
            rules,
            stores.purge(),
            stores.collector(),
            quotas,
            changed)
        .mount(router);
    new ResultApi(stores.jobs(), stores.blobs()).mount(router);
    new EventApi(vertx, stores.jobs(), stores.outbox(), work.hub(), drain, services.clock())
        .mount(router);
    new RecipeApi(stores.recipes(), services.clock()).mount(router);
    new UsageApi(stores.usage(), quotas).mount(router);
    new OwnerApi(stores.owners(), changed).mount(router);
    new WebhookApi(stores.webhooks()).mount(router);
    new BacklogApi(stores.backlog(), work.handover()::queues).mount(router);
    new LinkApi(
            new LinkSigner(config.own().links(), stores.linkKeys(), services.clock()),
            stores.images(),
            stores.recipes(),
            tokens::isDisabled,
            config.own().links().base(),
            services.clock())
        .mount(router);
    return router.build();
  }
}
