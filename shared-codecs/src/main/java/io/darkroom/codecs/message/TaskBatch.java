package io.darkroom.codecs.message;

import java.util.List;

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
 */
public record TaskBatch(
    String batchId,
    String jobId,
    String owner,
    SourceImage source,
    Lane lane,
    List<TaskOrder> tasks)
    implements Message {
  public TaskBatch {
    tasks = List.copyOf(tasks);
    if (tasks.isEmpty()) {
      throw new IllegalArgumentException("a batch needs at least one task");
    }
  }
}
