package io.darkroom.job.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the tasks of locked jobs and writes them back. */
final class TaskRows {
  private static final String LOAD =
      """
      SELECT t.id, t.image_id, o.name AS output, t.status, t.attempt, t.tries, t.not_before,
        t.lease_until, t.worker_start, t.instance, t.failure_code, t.failure_detail
      FROM job.tasks t JOIN job.outputs o ON o.job_id = t.job_id AND o.no = t.output_no
      WHERE t.id = ANY($1)
      """;
  static final String UPDATE =
      """
      UPDATE job.tasks SET status = $2, attempt = $3, tries = $4, not_before = $5,
        lease_until = $6, worker_start = $7, instance = $8, failure_code = $9,
        failure_detail = $10, dispatched_at = coalesce($11, dispatched_at),
        started_at = coalesce($12, started_at), finished_at = $13
      WHERE id = $1
      """;
  static final String UPDATE_RESULT =
      """
      UPDATE job.tasks SET result_sha256 = $2, result_format = $3, result_width = $4,
        result_height = $5, result_bytes = $6, cached = $7, queued_ms = $8, decode_ms = $9,
        steps_ms = $10, encode_ms = $11, store_ms = $12
      WHERE id = $1
      """;

  private TaskRows() {}

  static Future<Map<String, LockedTask>> load(SqlConnection conn, Collection<String> ids) {
    return conn.preparedQuery(LOAD)
        .execute(Tuple.of(ids.toArray(String[]::new)))
        .map(
            rows -> {
              Map<String, LockedTask> tasks = new HashMap<>();
              for (Row row : rows) {
                tasks.put(row.getString("id"), LockedTask.of(row));
              }
              return tasks;
            });
  }

  static Future<Void> write(SqlConnection conn, Collection<LockedTask> tasks) {
    List<Tuple> states =
        tasks.stream().filter(LockedTask::touched).map(LockedTask::stateColumns).toList();
    List<Tuple> results =
        tasks.stream()
            .filter(task -> task.success().isPresent())
            .map(task -> task.resultColumns(task.success().get()))
            .toList();
    return batch(conn, UPDATE, states).compose(_ -> batch(conn, UPDATE_RESULT, results));
  }

  private static Future<Void> batch(SqlConnection conn, String sql, List<Tuple> tuples) {
    return tuples.isEmpty()
        ? Future.succeededFuture()
        : conn.preparedQuery(sql).executeBatch(tuples).mapEmpty();
  }
}
