package io.darkroom.job.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Locks jobs and writes them back. */
final class JobRows {
  private static final String COLUMNS =
      "id, owner, traceparent, status, queued, dispatched, running, succeeded, failed, cancelled,"
          + " sequence";
  // In the order of ids, so that two transactions that need the same jobs wait and do not deadlock.
  private static final String LOCK_ALL =
      "SELECT " + COLUMNS + " FROM job.jobs WHERE id = ANY($1) ORDER BY id FOR UPDATE";
  private static final String LOCK_OWN =
      "SELECT " + COLUMNS + " FROM job.jobs WHERE id = $1 AND owner = $2 FOR UPDATE";
  private static final String UPDATE =
      """
      UPDATE job.jobs SET status = $2, queued = $3, dispatched = $4, running = $5, succeeded = $6,
        failed = $7, cancelled = $8, sequence = $9, updated_at = $10,
        finished_at = CASE WHEN $11::timestamptz IS NULL THEN NULL ELSE coalesce(finished_at, $11) END
      WHERE id = $1
      """;

  private JobRows() {}

  static Future<Map<String, LockedJob>> lock(SqlConnection conn, Collection<String> ids) {
    return conn.preparedQuery(LOCK_ALL)
        .execute(Tuple.of(ids.toArray(String[]::new)))
        .map(
            rows -> {
              Map<String, LockedJob> jobs = new LinkedHashMap<>();
              for (Row row : rows) {
                jobs.put(row.getString("id"), LockedJob.of(row));
              }
              return jobs;
            });
  }

  static Future<Optional<LockedJob>> lock(SqlConnection conn, String owner, String id) {
    return conn.preparedQuery(LOCK_OWN)
        .execute(Tuple.of(id, owner))
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(LockedJob.of(rows.iterator().next())));
  }

  static Future<Void> write(SqlConnection conn, Collection<LockedJob> jobs, Instant at) {
    List<Tuple> batch = new ArrayList<>();
    for (LockedJob job : jobs) {
      var counts = job.state().counts();
      Optional<Instant> finished =
          job.state().status().isFinal() ? Optional.of(at) : Optional.empty();
      batch.add(
          Tuple.tuple()
              .addString(job.id())
              .addString(job.state().status().wire())
              .addInteger(counts.queued())
              .addInteger(counts.dispatched())
              .addInteger(counts.running())
              .addInteger(counts.succeeded())
              .addInteger(counts.failed())
              .addInteger(counts.cancelled())
              .addLong(job.sequence())
              .addOffsetDateTime(Columns.time(at))
              .addOffsetDateTime(Columns.timeOrNull(finished)));
    }
    return batch.isEmpty()
        ? Future.succeededFuture()
        : conn.preparedQuery(UPDATE).executeBatch(batch).mapEmpty();
  }
}
