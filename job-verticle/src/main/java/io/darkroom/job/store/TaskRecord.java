package io.darkroom.job.store;

import io.darkroom.codecs.message.ResultImage;
import io.darkroom.codecs.message.Timings;
import io.darkroom.job.domain.TaskFailure;
import io.darkroom.job.domain.TaskStatus;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Optional;

/**
 * A task as the owner sees it.
 *
 * @param id its identifier
 * @param imageId the image it works on
 * @param imageName that image's file name; empty once it was deleted
 * @param output the output's name
 * @param recipe the output's recipe
 * @param outputs how many outputs the job has
 * @param status where it is
 * @param attempt the current or last hand-over; 0 before the first
 * @param failure why it failed or had to wait
 * @param result what was made
 * @param purged whether the result was deleted together with its source
 * @param times when it did what
 * @param timings where the worker's time went
 * @param cached whether an earlier result was used again
 */
public record TaskRecord(
    String id,
    String imageId,
    Optional<String> imageName,
    String output,
    String recipe,
    int outputs,
    TaskStatus status,
    int attempt,
    Optional<TaskFailure> failure,
    Optional<ResultImage> result,
    boolean purged,
    Times times,
    Optional<Timings> timings,
    boolean cached) {

  /** When a task was created, handed over, begun and ended. */
  public record Times(
      Instant createdAt,
      Optional<Instant> dispatchedAt,
      Optional<Instant> startedAt,
      Optional<Instant> finishedAt) {}

  static final String SELECT =
      """
      SELECT t.id, t.image_id, i.name AS image_name, o.name AS output, o.recipe,
        (SELECT count(*) FROM job.outputs n WHERE n.job_id = t.job_id)::int AS outputs, t.image_no,
        t.output_no, t.status, t.attempt, t.failure_code, t.failure_detail, t.result_sha256,
        t.result_format, t.result_width, t.result_height, t.result_bytes, t.purged, t.cached,
        t.created_at, t.dispatched_at, t.started_at, t.finished_at, t.queued_ms, t.decode_ms,
        t.steps_ms, t.encode_ms, t.store_ms
      FROM job.tasks t
      JOIN job.outputs o ON o.job_id = t.job_id AND o.no = t.output_no
      LEFT JOIN job.images i ON i.id = t.image_id
      """;

  static TaskRecord of(Row row) {
    return new TaskRecord(
        row.getString("id"),
        row.getString("image_id"),
        Columns.optionalString(row, "image_name"),
        row.getString("output"),
        row.getString("recipe"),
        row.getInteger("outputs"),
        TaskStatus.fromWire(row.getString("status")),
        row.getInteger("attempt"),
        Columns.optionalString(row, "failure_code")
            .map(code -> new TaskFailure(code, row.getString("failure_detail"))),
        result(row),
        row.getBoolean("purged"),
        new Times(
            Columns.instant(row, "created_at"),
            Columns.optionalInstant(row, "dispatched_at"),
            Columns.optionalInstant(row, "started_at"),
            Columns.optionalInstant(row, "finished_at")),
        timings(row),
        Boolean.TRUE.equals(row.getBoolean("cached")));
  }

  private static Optional<ResultImage> result(Row row) {
    return Columns.optionalString(row, "result_sha256")
        .map(
            sha256 ->
                new ResultImage(
                    sha256,
                    row.getString("result_format"),
                    row.getInteger("result_width"),
                    row.getInteger("result_height"),
                    row.getLong("result_bytes")));
  }

  private static Optional<Timings> timings(Row row) {
    return Optional.ofNullable(row.getLong("queued_ms"))
        .map(
            queued ->
                new Timings(
                    queued,
                    row.getLong("decode_ms"),
                    row.getLong("steps_ms"),
                    row.getLong("encode_ms"),
                    row.getLong("store_ms")));
  }
}
