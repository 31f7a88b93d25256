package io.darkroom.processing;

import io.darkroom.codecs.message.RedisKeys;
import io.darkroom.engine.EngineDescription;
import io.darkroom.engine.ImageEngine;
import io.darkroom.kit.blob.BlobStore;
import io.darkroom.kit.blob.FileBlobStore;
import io.darkroom.kit.discovery.ServiceClient;
import io.darkroom.kit.http.ApiRouter;
import io.darkroom.kit.http.Contract;
import io.darkroom.kit.http.HttpDrain;
import io.darkroom.kit.redis.RedisClient;
import io.darkroom.kit.service.ServiceContext;
import io.darkroom.kit.token.TokenVerifier;
import io.darkroom.processing.admission.Admission;
import io.darkroom.processing.api.ProcessingApi;
import io.darkroom.processing.cache.Claims;
import io.darkroom.processing.cache.ResultCache;
import io.darkroom.processing.config.RenderConfig;
import io.darkroom.processing.meter.ProcessingMeters;
import io.darkroom.processing.render.Renders;
import io.darkroom.processing.render.Uploads;
import io.darkroom.processing.tasks.BatchTools;
import io.darkroom.processing.tasks.TaskIntake;
import io.darkroom.processing.transform.TransformPool;
import io.darkroom.processing.transform.TransformWorkers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;

/** The objects of one instance, put together around the resources its verticle owns. */
final class ProcessingParts {
  private static final String REDIS_PREFIX = "darkroom";
  private static final String UPLOADS = "renders";

  private final Vertx vertx;
  private final ServiceContext context;
  private final BlobStore blobs;
  private final EngineDescription engine;
  private final TaskIntake intake;
  private final Renders renders;
  private final Uploads uploads;
  private final RenderConfig limits;

  ProcessingParts(
      Vertx vertx,
      ProcessingConfig config,
      ServiceContext context,
      ImageEngine engine,
      TransformWorkers workers,
      RedisClient redis) {
    this.vertx = vertx;
    this.context = context;
    this.engine = engine.describe();
    this.blobs = new FileBlobStore(vertx, config.blobs());
    this.limits = config.renders();
    this.uploads = new Uploads(vertx, config.blobs().folder().resolve(UPLOADS), context.instance());
    ProcessingMeters meters = new ProcessingMeters(context.meters());
    Admission admission =
        new Admission(
            workers.addresses(),
            config.work().effectiveHeavySlots(),
            config.work().effectiveMemory(),
            config.renders().queue(),
            System::nanoTime);
    TransformPool pool = new TransformPool(vertx, engine, admission, meters::waited);
    RedisKeys keys = new RedisKeys(REDIS_PREFIX);
    ResultCache cache = new ResultCache(redis, keys, blobs, config.cache().keep());
    Claims claims = new Claims(vertx, redis, keys, config.cache().lease());
    String version = this.engine.version();
    this.renders = new Renders(vertx, pool, blobs, cache, meters, config.renders(), version);
    BatchTools tools =
        new BatchTools(
            vertx, pool, blobs, cache, claims, meters, config.work(), config.cache(), version);
    this.intake = new TaskIntake(tools, config.broker(), context, renders::purge);
    meters.watch(admission, workers.addresses().size(), intake::running);
  }

  TaskIntake intake() {
    return intake;
  }

  Uploads uploads() {
    return uploads;
  }

  Future<Router> router(
      HttpDrain drain, TokenVerifier tokens, ServiceClient jobs, ServiceClient late) {
    ApiRouter router =
        ApiRouter.create(vertx, Contract.load(), context.name()).drain(drain).authenticate(tokens);
    new ProcessingApi(vertx, renders, uploads, jobs, late, blobs, engine, limits, context.clock())
        .mount(router);
    return router.build();
  }
}
