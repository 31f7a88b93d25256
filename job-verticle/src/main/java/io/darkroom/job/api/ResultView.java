package io.darkroom.job.api;

import io.darkroom.job.store.TaskRecord;
import java.util.Optional;

/** A result as clients see it; the schema {@code Result} of the contract. */
record ResultView(
    String taskId,
    String image,
    String output,
    String recipe,
    String name,
    String format,
    int width,
    int height,
    long bytes,
    String sha256,
    String href) {

  /** Empty when the task has no result, or no longer has it. */
  static Optional<ResultView> of(String jobId, TaskRecord task) {
    return task.result()
        .map(
            image ->
                new ResultView(
                    task.id(),
                    task.imageId(),
                    task.output(),
                    task.recipe(),
                    fileName(task, image.format()),
                    image.format(),
                    image.width(),
                    image.height(),
                    image.bytes(),
                    image.sha256(),
                    "/api/jobs/" + jobId + "/results/" + task.id()));
  }

  /** The source's name, the output's when there are several, and the format's extension. */
  private static String fileName(TaskRecord task, String format) {
    String stem = FileName.stem(task.imageName().orElse(task.imageId()));
    String output = task.outputs() > 1 ? "-" + task.output() : "";
    return stem + output + FileName.extension(format);
  }
}
