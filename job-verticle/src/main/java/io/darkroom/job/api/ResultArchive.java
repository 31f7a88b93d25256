package io.darkroom.job.api;

import io.darkroom.job.store.JobStore;
import io.darkroom.job.store.JobStore.TaskPlace;
import io.darkroom.job.store.JobStore.Tasks;
import io.darkroom.kit.blob.BlobStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * All results of a job as one ZIP, sent while it is made: page by page of results, chunk by chunk
 * of bytes, no faster than the client reads. Entries are not compressed, since images are.
 */
final class ResultArchive {
  private static final int PAGE = 200;

  private final JobStore jobs;
  private final BlobStore blobs;
  private final HttpServerResponse response;
  private final ByteArrayOutputStream made = new ByteArrayOutputStream();
  private final ZipOutputStream zip = new ZipOutputStream(made);
  private final Set<String> names = new HashSet<>();

  ResultArchive(JobStore jobs, BlobStore blobs, HttpServerResponse response) {
    this.jobs = jobs;
    this.blobs = blobs;
    this.response = response;
    zip.setLevel(Deflater.NO_COMPRESSION);
  }

  Future<Void> send(String jobId) {
    return page(jobId, TaskPlace.FIRST).compose(_ -> finish());
  }

  private Future<Void> page(String jobId, TaskPlace from) {
    return jobs.results(jobId, from, PAGE)
        .compose(
            tasks ->
                entries(jobId, tasks)
                    .compose(
                        _ ->
                            tasks
                                .next()
                                .map(next -> page(jobId, next))
                                .orElseGet(Future::succeededFuture)));
  }

  private Future<Void> entries(String jobId, Tasks tasks) {
    List<ResultView> results =
        tasks.tasks().stream().flatMap(task -> ResultView.of(jobId, task).stream()).toList();
    Future<Void> chain = Future.succeededFuture();
    for (ResultView result : results) {
      chain = chain.compose(_ -> entry(result));
    }
    return chain;
  }

  private Future<Void> entry(ResultView result) {
    return blobs
        .open(result.sha256(), 0, Long.MAX_VALUE)
        .compose(
            content -> {
              Promise<Void> read = Promise.promise();
              begin(unique(result.name()));
              content.stream().exceptionHandler(read::tryFail);
              content.stream().endHandler(_ -> read.tryComplete());
              content.stream()
                  .handler(
                      chunk -> {
                        add(chunk);
                        if (response.writeQueueFull()) {
                          content.stream().pause();
                          response.drainHandler(_ -> content.stream().resume());
                        }
                      });
              response.closeHandler(_ -> read.tryFail("the client hung up"));
              content.stream().resume();
              return read.future().eventually(content::close);
            });
  }

  private String unique(String name) {
    String candidate = name;
    for (int n = 2; !names.add(candidate); n++) {
      int dot = name.lastIndexOf('.');
      candidate = name.substring(0, dot) + " (" + n + ")" + name.substring(dot);
    }
    return candidate;
  }

  private void begin(String name) {
    try {
      zip.putNextEntry(new ZipEntry(name));
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
  }

  private void add(Buffer chunk) {
    try {
      zip.write(chunk.getBytes());
      flush();
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
  }

  private Future<Void> finish() {
    try {
      zip.finish();
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    return response.end(Buffer.buffer(made.toByteArray()));
  }

  private void flush() {
    if (made.size() > 0) {
      response.write(Buffer.buffer(made.toByteArray()));
      made.reset();
    }
  }
}
