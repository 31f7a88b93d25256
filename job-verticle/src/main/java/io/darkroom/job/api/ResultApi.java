package io.darkroom.job.api;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.job.store.JobRecord;
import io.darkroom.job.store.JobStore;
import io.darkroom.job.store.JobStore.Tasks;
import io.darkroom.job.store.TaskRecord;
import io.darkroom.kit.blob.BlobStore;
import io.darkroom.kit.http.ApiRequest;
import io.darkroom.kit.http.ApiRouter;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Optional;

/** What jobs made: the list and the bytes. */
public final class ResultApi {
  private final JobStore jobs;
  private final BlobStore blobs;
  private final BlobAnswer answer;

  /** The operations on results. */
  public ResultApi(JobStore jobs, BlobStore blobs) {
    this.jobs = jobs;
    this.blobs = blobs;
    this.answer = new BlobAnswer(blobs);
  }

  /** The schema {@code ResultPage} of the contract. */
  record ResultPage(List<ResultView> results, Optional<String> nextCursor) {
    static ResultPage of(String jobId, Tasks tasks) {
      List<ResultView> results =
          tasks.tasks().stream().flatMap(task -> ResultView.of(jobId, task).stream()).toList();
      return new ResultPage(results, tasks.next().map(Cursor::of));
    }
  }

  /** Adds the operations to a router. */
  public void mount(ApiRouter router) {
    router.handle("listResults", this::list).stream("getResult", this::get).stream(
        "downloadResults", this::archive);
  }

  private Future<Void> list(ApiRequest request) {
    String jobId = request.pathParam("jobId");
    return jobs.find(request.caller().userId(), jobId)
        .map(Found.or("There is no such job"))
        .compose(
            job ->
                jobs.results(
                    job.id(),
                    Cursor.place(request, "cursor"),
                    Cursor.limit(request, "limit", 1000)))
        .compose(tasks -> request.json(200, ResultPage.of(jobId, tasks)));
  }

  private Future<Void> archive(ApiRequest request) {
    return jobs.find(request.caller().userId(), request.pathParam("jobId"))
        .map(Found.or("There is no such job"))
        .compose(
            job ->
                job.progress().done() == 0
                    ? refused(FailureCode.CONFLICT, "The job has no results yet")
                    : sendArchive(request, job));
  }

  private Future<Void> sendArchive(ApiRequest request, JobRecord job) {
    String name = FileName.stem(FileName.cleaned(job.name())) + ".zip";
    HttpServerResponse response = request.raw().response();
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/zip")
        .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-store")
        .putHeader("Content-Disposition", FileName.disposition(name, true));
    if (request.raw().request().method().equals(HttpMethod.HEAD)) {
      return response.end();
    }
    response.setChunked(true);
    return new ResultArchive(jobs, blobs, response).send(job.id());
  }

  private Future<Void> get(ApiRequest request) {
    String jobId = request.pathParam("jobId");
    return jobs.task(request.caller().userId(), jobId, request.pathParam("taskId"))
        .map(Found.or("There is no such result"))
        .compose(task -> send(request, jobId, task));
  }

  private Future<Void> send(ApiRequest request, String jobId, TaskRecord task) {
    if (task.purged()) {
      return refused(FailureCode.GONE, "The result was deleted together with its image");
    }
    Optional<ResultView> result = ResultView.of(jobId, task);
    if (result.isEmpty()) {
      return task.status().isFinal()
          ? refused(FailureCode.NOT_FOUND, "The task ended without a result")
          : refused(FailureCode.CONFLICT, "The task has not ended yet");
    }
    ResultView found = result.get();
    return answer.send(
        request,
        new BlobAnswer.File(
            found.sha256(), found.bytes(), ImageView.mediaType(found.format()), found.name()));
  }

  private static Future<Void> refused(FailureCode code, String detail) {
    return Future.failedFuture(Failure.of(code, detail).asException());
  }
}
