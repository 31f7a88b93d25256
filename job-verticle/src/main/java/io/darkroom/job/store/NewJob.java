package io.darkroom.job.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A job to be written: every image gets every output.
 *
 * @param id its identifier
 * @param owner whose it is
 * @param name what the owner calls it
 * @param priority 0 to 9, higher goes first among the owner's own
 * @param webhook where to tell of its end
 * @param traceparent the trace it was asked for in
 * @param images at least one
 * @param outputs at least one
 * @param taskIds one for each image and output, image by image
 * @param createdAt when
 */
public record NewJob(
    String id,
    String owner,
    String name,
    int priority,
    Optional<String> webhook,
    String traceparent,
    List<StoredImage> images,
    List<NewOutput> outputs,
    List<String> taskIds,
    Instant createdAt) {
  public NewJob {
    images = List.copyOf(images);
    outputs = List.copyOf(outputs);
    taskIds = List.copyOf(taskIds);
    if (taskIds.size() != images.size() * outputs.size() || taskIds.isEmpty()) {
      throw new IllegalArgumentException("one task for each image and output");
    }
  }

  /**
   * One thing to make of every image.
   *
   * @param name names the output in results
   * @param recipe canonical text
   * @param watermarks images the recipe needs besides its source
   */
  public record NewOutput(String name, String recipe, List<String> watermarks) {
    public NewOutput {
      watermarks = List.copyOf(watermarks);
    }
  }
}
