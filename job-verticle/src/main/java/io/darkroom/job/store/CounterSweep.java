package io.darkroom.job.store;

import io.darkroom.codecs.message.EventKind;
import io.darkroom.job.domain.Counts;
import io.darkroom.job.domain.TaskStatus;
import io.darkroom.kit.postgres.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Holds the counters of jobs against their tasks. They differ only when somebody edited rows, and
 * then such a job might never end.
 */
public final class CounterSweep {
  private static final String WRONG =
      """
      SELECT j.id FROM job.jobs j CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE status = 'queued') AS queued,
          count(*) FILTER (WHERE status = 'dispatched') AS dispatched,
          count(*) FILTER (WHERE status = 'running') AS running,
          count(*) FILTER (WHERE status = 'succeeded') AS succeeded,
          count(*) FILTER (WHERE status = 'failed') AS failed,
          count(*) FILTER (WHERE status = 'cancelled') AS cancelled
        FROM job.tasks WHERE job_id = j.id) t
      WHERE j.queued <> t.queued OR j.dispatched <> t.dispatched OR j.running <> t.running
        OR j.succeeded <> t.succeeded OR j.failed <> t.failed OR j.cancelled <> t.cancelled
      ORDER BY j.id
      """;
  private static final String TASKS =
      "SELECT status, count(*)::int AS tasks FROM job.tasks WHERE job_id = $1 GROUP BY status";

  private final Database database;
  private final InstantSource clock;

  /** Sweeps this database. */
  public CounterSweep(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Finds jobs whose counters are not those of their tasks; repaired by counting the tasks while
   * the job is locked. A job that turns out to have ended ends now, with its event and its webhook.
   *
   * @return how many were found
   */
  public Future<Integer> wrong(boolean repair) {
    return database
        .query(db -> db.query(WRONG).execute())
        .map(rows -> Columns.strings(rows, "id"))
        .compose(
            ids -> database.transactions(repair ? ids : List.of(), this::repair).map(ids.size()));
  }

  /** Whoever changes tasks locks their job first, so they stand still while they are counted. */
  private Future<Void> repair(SqlConnection conn, String id) {
    return JobRows.lock(conn, List.of(id))
        .compose(
            jobs ->
                jobs.containsKey(id)
                    ? count(conn, id).compose(counts -> recount(conn, jobs.get(id), counts))
                    : Future.succeededFuture());
  }

  private static Future<Counts> count(SqlConnection conn, String id) {
    return conn.preparedQuery(TASKS)
        .execute(Tuple.of(id))
        .map(
            rows -> {
              Counts counts = Counts.allQueued(0);
              for (Row row : rows) {
                TaskStatus status = TaskStatus.fromWire(row.getString("status"));
                counts = counts.plus(status, row.getInteger("tasks"));
              }
              return counts;
            });
  }

  private Future<Void> recount(SqlConnection conn, LockedJob job, Counts counts) {
    Instant now = clock.instant();
    job.become(job.state().with(counts));
    if (!job.changed()) {
      return Future.succeededFuture();
    }
    boolean ended = job.justEnded();
    var event =
        job.event(ended ? EventKind.JOB_FINISHED : EventKind.JOB_UPDATED, now, Optional.empty());
    return JobRows.write(conn, List.of(job), now)
        .compose(_ -> WebhookStore.ended(conn, ended ? List.of(job.id()) : List.of(), now))
        .compose(_ -> Outbox.add(conn, List.of(event)));
  }
}
