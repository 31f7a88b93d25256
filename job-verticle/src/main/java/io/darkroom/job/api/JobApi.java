package io.darkroom.job.api;

import io.darkroom.codecs.digest.Sha256;
import io.darkroom.codecs.id.IdKind;
import io.darkroom.job.store.BlobCollector;
import io.darkroom.job.store.ImageStore;
import io.darkroom.job.store.JobCommands;
import io.darkroom.job.store.JobCreation;
import io.darkroom.job.store.JobRecord;
import io.darkroom.job.store.JobStore;
import io.darkroom.job.store.NewJob;
import io.darkroom.job.store.RecipeStore;
import io.darkroom.kit.http.ApiRequest;
import io.darkroom.kit.http.ApiRouter;
import io.darkroom.kit.service.ServiceContext;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.function.Consumer;

/** Jobs: create, list, look up, change, cancel, retry, run again, delete. */
public final class JobApi {
  private static final String ABSENT = "There is no such job";

  private final JobStore jobs;
  private final JobCreation creation;
  private final JobCommands commands;
  private final BlobCollector collector;
  private final JobPlanner planner;
  private final OwnerQuota quotas;
  private final Consumer<String> webhookCheck;
  private final Runnable changed;

  /**
   * The operations on jobs.
   *
   * @param webhookCheck throws when a webhook's address is not acceptable
   * @param changed run when something was committed that others should hear of
   */
  public JobApi(
      JobStore jobs,
      JobCreation creation,
      JobCommands commands,
      ImageStore images,
      RecipeStore recipes,
      BlobCollector collector,
      OwnerQuota quotas,
      Consumer<String> webhookCheck,
      ServiceContext context,
      Runnable changed) {
    this.jobs = jobs;
    this.creation = creation;
    this.commands = commands;
    this.collector = collector;
    this.quotas = quotas;
    this.webhookCheck = webhookCheck;
    this.planner = new JobPlanner(images, recipes, context);
    this.changed = changed;
  }

  /** The schema {@code JobChange} of the contract. */
  record JobChange(Optional<String> name, Optional<Integer> priority) {}

  /** Adds the operations to a router. */
  public void mount(ApiRouter router) {
    router
        .handle("createJob", this::create)
        .handle("listJobs", this::list)
        .handle("getJob", this::get)
        .handle("changeJob", this::change)
        .handle("cancelJob", this::cancel)
        .handle("retryJob", this::retry)
        .handle("rerunJob", this::rerun)
        .handle("deleteJob", this::delete);
  }

  private Future<Void> create(ApiRequest request) {
    String owner = request.caller().userId();
    NewJobRequest asked = request.body(NewJobRequest.class);
    asked.webhook().ifPresent(webhookCheck);
    return planner
        .plan(owner, request.trace().traceparent(), asked)
        .compose(job -> write(request, job, request.bytes()))
        .compose(view -> created(request, view));
  }

  private Future<Void> rerun(ApiRequest request) {
    return jobs.template(owner(request), id(request))
        .map(Found.or(ABSENT))
        .compose(old -> planner.planAgain(owner(request), request.trace().traceparent(), old))
        .compose(job -> write(request, job, Buffer.buffer("again " + id(request))))
        .compose(view -> created(request, view));
  }

  /**
   * Writes a job, once for each idempotency key.
   *
   * @param asked what tells one request from another under the same key
   */
  private Future<JobView> write(ApiRequest request, NewJob job, Buffer asked) {
    return request
        .header("Idempotency-Key")
        .map(
            key ->
                creation
                    .createOnce(job, quotas.of(request.caller()), key, Sha256.hex(asked.getBytes()))
                    .compose(id -> find(job.owner(), id))
                    .map(JobView::of))
        .orElseGet(
            () ->
                creation
                    .create(job, quotas.of(request.caller()))
                    .map(_ -> JobView.of(JobRecord.of(job))));
  }

  private Future<Void> created(ApiRequest request, JobView view) {
    changed.run();
    request.raw().response().putHeader("Location", "/api/jobs/" + view.id());
    return request.json(202, view);
  }

  private Future<Void> list(ApiRequest request) {
    JobStore.Query query =
        new JobStore.Query(
            request.queryParam("status"),
            request.queryParam("q"),
            Cursor.after(request, IdKind.JOB),
            Cursor.limit(request, "limit", 50));
    return jobs.list(request.caller().userId(), query)
        .compose(page -> request.json(200, PageView.of(page, JobView::of)));
  }

  private Future<Void> get(ApiRequest request) {
    return jobs.findWithTasks(
            owner(request),
            id(request),
            Cursor.place(request, "taskCursor"),
            Cursor.limit(request, "taskLimit", 1000))
        .map(Found.or(ABSENT))
        .compose(found -> request.json(200, JobView.of(found.job(), found.tasks())));
  }

  private Future<Void> change(ApiRequest request) {
    JobChange change = request.body(JobChange.class);
    return commands
        .change(owner(request), id(request), change.name().map(String::strip), change.priority())
        .compose(_ -> answer(request, 200));
  }

  private Future<Void> cancel(ApiRequest request) {
    return commands.cancel(owner(request), id(request)).compose(_ -> answer(request, 202));
  }

  private Future<Void> retry(ApiRequest request) {
    return commands.retry(owner(request), id(request)).compose(_ -> answer(request, 202));
  }

  private Future<Void> delete(ApiRequest request) {
    return commands
        .delete(owner(request), id(request))
        .compose(
            released -> {
              changed.run();
              return collector.collect(released);
            })
        .compose(_ -> request.empty(204));
  }

  private Future<Void> answer(ApiRequest request, int status) {
    changed.run();
    return find(owner(request), id(request)).compose(job -> request.json(status, JobView.of(job)));
  }

  private Future<JobRecord> find(String owner, String id) {
    return jobs.find(owner, id).map(Found.or(ABSENT));
  }

  private static String owner(ApiRequest request) {
    return request.caller().userId();
  }

  private static String id(ApiRequest request) {
    return request.pathParam("jobId");
  }
}
