package io.darkroom.job.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.darkroom.codecs.digest.Sha256;
import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.job.store.BlobCollector;
import io.darkroom.job.store.ImagePurge;
import io.darkroom.job.store.JobCreation;
import io.darkroom.job.store.JobRecord;
import io.darkroom.job.store.JobStore;
import io.darkroom.job.store.NewJob;
import io.darkroom.job.store.Quota;
import io.darkroom.job.store.StoredImage;
import io.darkroom.job.upload.UploadIntake;
import io.darkroom.job.upload.UploadIntake.Upload;
import io.darkroom.job.upload.UploadRules;
import io.darkroom.kit.http.ApiRequest;
import io.darkroom.kit.http.ApiRouter;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the processing service asks when a render takes longer than its client waits: a job that
 * finishes it, counted like any other.
 */
public final class LateRenderApi {
  private static final String NAME = "render";
  // No client can send such a key: it is not printable.
  private static final String KEY = "\trender ";

  private final JobPlanner planner;
  private final JobCreation creation;
  private final JobStore jobs;
  private final UploadIntake intake;
  private final UploadRules rules;
  private final ImagePurge purge;
  private final BlobCollector collector;
  private final OwnerQuota quotas;
  private final Runnable changed;

  /**
   * The operations on late renders.
   *
   * @param changed run when something was committed that others should hear of
   */
  public LateRenderApi(
      JobPlanner planner,
      JobCreation creation,
      JobStore jobs,
      UploadIntake intake,
      UploadRules rules,
      ImagePurge purge,
      BlobCollector collector,
      OwnerQuota quotas,
      Runnable changed) {
    this.planner = planner;
    this.creation = creation;
    this.jobs = jobs;
    this.intake = intake;
    this.rules = rules;
    this.purge = purge;
    this.collector = collector;
    this.quotas = quotas;
    this.changed = changed;
  }

  private record Body(JsonNode recipe) {}

  /** Adds the operations to a router. */
  public void mount(ApiRouter router) {
    router.handle("finishImageRender", this::ofImage).stream("finishUploadRender", this::ofUpload);
  }

  private Future<Void> ofImage(ApiRequest request) {
    String image = request.pathParam("imageId");
    return plan(request, image, request.body(Body.class).recipe())
        .compose(job -> onceWhileOpen(job, quotas.of(request.caller()), image))
        .compose(view -> created(request, view));
  }

  private Future<Void> ofUpload(ApiRequest request) {
    long announced = request.header("content-length").map(Long::parseLong).orElse(-1L);
    Optional<ImageFormat> promised = rules.promised(request.header("content-type"));
    rules.requireLength(announced);
    Quota quota = quotas.of(request.caller());
    Upload upload = new Upload(owner(request), NAME, promised, announced, quota);
    JsonNode recipe = TextNode.valueOf(request.queryParam("recipe").orElseThrow());
    return intake
        .take(upload, request.raw().request())
        .compose(
            image ->
                plan(request, image.id(), recipe)
                    .compose(job -> creation.create(job, quota).map(JobRecord.of(job)))
                    .recover(refused -> remove(image, refused)))
        .compose(job -> created(request, JobView.of(job)));
  }

  private Future<NewJob> plan(ApiRequest request, String image, JsonNode recipe) {
    NewJobRequest.Output output = new NewJobRequest.Output(Optional.empty(), recipe);
    NewJobRequest asked =
        new NewJobRequest(
            Optional.empty(), List.of(image), List.of(output), Optional.empty(), Optional.empty());
    return planner.plan(owner(request), request.trace().traceparent(), asked);
  }

  /** Whoever asks again and again shall not get a job each time. */
  private Future<JobView> onceWhileOpen(NewJob job, Quota quota, String image) {
    String render = image + " " + job.outputs().getFirst().recipe();
    String key = KEY + Sha256.hex(render);
    return creation
        .createOnce(job, quota, key, key)
        .compose(id -> jobs.find(job.owner(), id))
        .map(found -> found.filter(known -> !known.status().isFinal()))
        .compose(
            open ->
                open.map(Future::succeededFuture)
                    .orElseGet(() -> creation.create(job, quota).map(JobRecord.of(job))))
        .map(JobView::of);
  }

  private Future<JobRecord> remove(StoredImage image, Throwable refused) {
    return purge
        .delete(image.owner(), image.id())
        .compose(released -> collector.collect(released.orElse(Set.of())))
        .transform(_ -> Future.failedFuture(refused));
  }

  private Future<Void> created(ApiRequest request, JobView view) {
    changed.run();
    request.raw().response().putHeader("Location", "/api/jobs/" + view.id());
    return request.json(202, view);
  }

  private static String owner(ApiRequest request) {
    return request.caller().userId();
  }
}
