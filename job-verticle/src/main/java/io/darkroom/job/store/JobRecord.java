package io.darkroom.job.store;

import io.darkroom.codecs.message.Progress;
import io.darkroom.job.domain.JobStatus;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A job as the owner sees it.
 *
 * @param id its identifier
 * @param owner whose it is
 * @param name what the owner calls it
 * @param priority 0 to 9
 * @param status where it is
 * @param progress its counts
 * @param outputs what is made of each image
 * @param sequence of its newest event
 * @param webhook where its end is told
 * @param createdAt when it was asked for
 * @param finishedAt when its last task ended
 */
public record JobRecord(
    String id,
    String owner,
    String name,
    int priority,
    JobStatus status,
    Progress progress,
    List<JobOutput> outputs,
    long sequence,
    Optional<String> webhook,
    Instant createdAt,
    Optional<Instant> finishedAt) {
  /** Names and recipes of the outputs of the job in {@code jobs}. */
  static final String OUTPUTS =
      """
      ARRAY(SELECT o.name FROM job.outputs o WHERE o.job_id = jobs.id ORDER BY o.no) AS output_names,
        ARRAY(SELECT o.recipe FROM job.outputs o WHERE o.job_id = jobs.id ORDER BY o.no) AS recipes
      """;

  static final String COLUMNS =
      "id, owner, name, priority, status, queued + dispatched + running AS open, succeeded,"
          + " failed + cancelled AS missed, sequence, webhook, created_at, finished_at, "
          + OUTPUTS;

  /** A job that was written just now. */
  public static JobRecord of(NewJob job) {
    return new JobRecord(
        job.id(),
        job.owner(),
        job.name(),
        job.priority(),
        JobStatus.QUEUED,
        new Progress(job.taskIds().size(), 0, 0),
        job.outputs().stream().map(o -> new JobOutput(o.name(), o.recipe())).toList(),
        1,
        job.webhook(),
        job.createdAt(),
        Optional.empty());
  }

  /** What {@link #OUTPUTS} selects. */
  static List<JobOutput> outputs(Row row) {
    String[] names = row.getArrayOfStrings("output_names");
    String[] recipes = row.getArrayOfStrings("recipes");
    List<JobOutput> outputs = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      outputs.add(new JobOutput(names[i], recipes[i]));
    }
    return outputs;
  }

  static JobRecord of(Row row) {
    int succeeded = row.getInteger("succeeded");
    int missed = row.getInteger("missed");
    return new JobRecord(
        row.getString("id"),
        row.getString("owner"),
        row.getString("name"),
        row.getInteger("priority"),
        JobStatus.fromWire(row.getString("status")),
        new Progress(row.getInteger("open") + succeeded + missed, succeeded, missed),
        outputs(row),
        row.getLong("sequence"),
        Columns.optionalString(row, "webhook"),
        Columns.instant(row, "created_at"),
        Columns.optionalInstant(row, "finished_at"));
  }
}
