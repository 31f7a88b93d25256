package io.darkroom.codecs.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * Work for one processing instance: all due tasks of one image of one job, so that the image is
 * decoded once.
 *
 * @param batchId names this hand-over in logs
 * @param jobId the job the tasks belong to
 * @param owner the user the job belongs to
 * @param source the image
 * @param lane the queue it travels in
 * @param tasks at least one
 * @param images blob keys of the images that watermarks of the recipes name, by image id; left out
 *     of the wire form when there are none
 */
public record TaskBatch(
    String batchId,
    String jobId,
    String owner,
    SourceImage source,
    Lane lane,
    List<TaskOrder> tasks,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> images)
    implements Message {
  public TaskBatch {
    tasks = List.copyOf(tasks);
    images = images == null ? Map.of() : Map.copyOf(images);
    if (tasks.isEmpty()) {
      throw new IllegalArgumentException("a batch needs at least one task");
    }
  }
}
