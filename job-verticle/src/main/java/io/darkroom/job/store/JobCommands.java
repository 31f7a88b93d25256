package io.darkroom.job.store;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.message.EventKind;
import io.darkroom.job.domain.BulkTransition;
import io.darkroom.job.domain.JobMachine;
import io.darkroom.job.domain.TaskStatus;
import io.darkroom.kit.postgres.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** What an owner does to a job. Every future fails with {@code not-found} for others' jobs. */
public final class JobCommands {
  private static final String END_TASKS =
      """
      UPDATE job.tasks SET status = $3, lease_until = NULL, finished_at = $4
      WHERE job_id = $1 AND status = ANY($2)
      """;
  // The attempt grows so that messages of earlier attempts are outdated.
  private static final String REQUEUE_TASKS =
      """
      UPDATE job.tasks SET status = $3, attempt = attempt + 1, tries = 0, not_before = $4,
        lease_until = NULL, worker_start = NULL, instance = NULL, failure_code = NULL,
        failure_detail = NULL, dispatched_at = NULL, started_at = NULL, finished_at = NULL
      WHERE job_id = $1 AND status = ANY($2)
      """;
  private static final String RENAME =
      "UPDATE job.jobs SET name = coalesce($2, name), priority = coalesce($3::int, priority)"
          + " WHERE id = $1";
  private static final String REPRIORITISE =
      "UPDATE job.tasks SET priority = $2::int WHERE job_id = $1 AND status = 'queued'";
  private static final String RESULTS =
      "SELECT result_sha256 FROM job.tasks WHERE job_id = $1 AND result_sha256 IS NOT NULL";

  private final Database database;
  private final JobMachine machine;
  private final BlobLedger blobs;
  private final InstantSource clock;

  /** Commands on this database. */
  public JobCommands(Database database, JobMachine machine, BlobLedger blobs, InstantSource clock) {
    this.database = database;
    this.machine = machine;
    this.blobs = blobs;
    this.clock = clock;
  }

  /** Ends every open task; fails with {@code conflict} when the job has ended. */
  public Future<Void> cancel(String owner, String id) {
    return locked(
        owner,
        id,
        (conn, job) ->
            machine
                .cancel(job.state())
                .map(bulk -> apply(conn, job, bulk, EventKind.JOB_CANCELLED))
                .orElseGet(() -> conflict("The job has ended; nothing is left to cancel")));
  }

  /**
   * Queues failed and cancelled tasks again; fails with {@code conflict} when the job has not ended
   * or nothing of it failed.
   */
  public Future<Void> retry(String owner, String id) {
    return locked(
        owner,
        id,
        (conn, job) ->
            machine
                .retry(job.state())
                .map(bulk -> apply(conn, job, bulk, EventKind.JOB_UPDATED))
                .orElseGet(() -> conflict("Nothing of this job can be tried again now")));
  }

  /** Changes name, priority or both. A new priority counts for tasks not handed over yet. */
  public Future<Void> change(
      String owner, String id, Optional<String> name, Optional<Integer> priority) {
    return locked(
        owner,
        id,
        (conn, job) ->
            conn.preparedQuery(RENAME)
                .execute(Tuple.of(id, name.orElse(null), priority.orElse(null)))
                .compose(_ -> reprioritise(conn, id, priority))
                .compose(_ -> tell(conn, job, EventKind.JOB_UPDATED, clock.instant())));
  }

  /**
   * Deletes a job with its results; open tasks are given up.
   *
   * @return the keys of bytes that lost a reference
   */
  public Future<Set<String>> delete(String owner, String id) {
    return locked(owner, id, this::delete);
  }

  private Future<Set<String>> delete(SqlConnection conn, LockedJob job) {
    return conn.preparedQuery(RESULTS)
        .execute(Tuple.of(job.id()))
        .map(
            rows -> {
              List<String> keys = new ArrayList<>();
              for (Row row : rows) {
                keys.add(row.getString("result_sha256"));
              }
              return keys;
            })
        .compose(
            keys ->
                conn.preparedQuery("DELETE FROM job.jobs WHERE id = $1")
                    .execute(Tuple.of(job.id()))
                    .compose(_ -> blobs.release(conn, keys))
                    .compose(
                        _ ->
                            Outbox.add(
                                conn,
                                List.of(
                                    job.event(
                                        EventKind.JOB_DELETED, clock.instant(), Optional.empty()))))
                    .map(_ -> new HashSet<>(keys)));
  }

  private Future<Void> apply(
      SqlConnection conn, LockedJob job, BulkTransition bulk, EventKind kind) {
    Instant now = clock.instant();
    int expected = bulk.from().stream().mapToInt(job.state().counts()::in).sum();
    String sql = bulk.to() == TaskStatus.QUEUED ? REQUEUE_TASKS : END_TASKS;
    String[] from = bulk.from().stream().map(TaskStatus::wire).toArray(String[]::new);
    return conn.preparedQuery(sql)
        .execute(Tuple.of(job.id(), from, bulk.to().wire(), Columns.time(now)))
        .compose(
            rows ->
                rows.rowCount() == expected
                    ? Future.<Void>succeededFuture()
                    : Future.failedFuture(
                        new IllegalStateException(
                            "counters of " + job.id() + " differ from its tasks")))
        .compose(
            _ -> {
              job.become(bulk.job());
              return tell(conn, job, kind, now);
            });
  }

  private static Future<Void> tell(SqlConnection conn, LockedJob job, EventKind kind, Instant now) {
    var event = job.event(kind, now, Optional.empty());
    List<String> ended = job.justEnded() ? List.of(job.id()) : List.of();
    return JobRows.write(conn, List.of(job), now)
        .compose(_ -> WebhookStore.ended(conn, ended, now))
        .compose(_ -> Outbox.add(conn, List.of(event)));
  }

  private static Future<Void> reprioritise(
      SqlConnection conn, String id, Optional<Integer> priority) {
    return priority.isEmpty()
        ? Future.succeededFuture()
        : conn.preparedQuery(REPRIORITISE).execute(Tuple.of(id, priority.get())).mapEmpty();
  }

  private <T> Future<T> locked(
      String owner, String id, BiFunction<SqlConnection, LockedJob, Future<T>> command) {
    return database.transaction(
        conn ->
            JobRows.lock(conn, owner, id)
                .compose(
                    job ->
                        job.map(found -> command.apply(conn, found))
                            .orElseGet(JobCommands::notFound)));
  }

  private static <T> Future<T> notFound() {
    return Future.failedFuture(
        Failure.of(FailureCode.NOT_FOUND, "There is no such job").asException());
  }

  private static Future<Void> conflict(String detail) {
    return Future.failedFuture(Failure.of(FailureCode.CONFLICT, detail).asException());
  }
}
