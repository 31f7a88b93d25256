package io.darkroom.job.store;

import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.message.EventKind;
import io.darkroom.codecs.message.OwnerEvent;
import io.darkroom.job.domain.TaskEvent;
import io.darkroom.job.domain.TaskFailure;
import io.darkroom.kit.postgres.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Deletes an image and everything made of it: open tasks fail, results go, references to bytes go,
 * and processing is told to forget what it keeps of a source nobody else has.
 */
public final class ImagePurge {
  private static final String DELETE =
      "DELETE FROM job.images WHERE id = $1 AND owner = $2 RETURNING sha256";
  private static final String OPEN_TASKS =
      """
      SELECT id, job_id FROM job.tasks
      WHERE (image_id = $1 OR (watermarks <> '{}' AND watermarks @> ARRAY[$1]))
        AND status IN ('queued', 'dispatched', 'running')
      """;
  private static final String PURGE_RESULTS =
      """
      WITH hit AS (
        SELECT id, result_sha256 FROM job.tasks
        WHERE (image_id = $1 OR (watermarks <> '{}' AND watermarks @> ARRAY[$1]))
          AND result_sha256 IS NOT NULL FOR UPDATE)
      UPDATE job.tasks t SET purged = true, result_sha256 = NULL
      FROM hit WHERE t.id = hit.id
      RETURNING hit.result_sha256 AS sha256
      """;
  private static final String SHARED = "SELECT 1 FROM job.images WHERE sha256 = $1 LIMIT 1";
  private static final TaskFailure DELETED =
      new TaskFailure(FailureCode.GONE.wire(), "the image was deleted");

  private final Database database;
  private final TaskLedger ledger;
  private final BlobLedger blobs;
  private final InstantSource clock;

  /** Purges from this database. */
  public ImagePurge(Database database, TaskLedger ledger, BlobLedger blobs, InstantSource clock) {
    this.database = database;
    this.ledger = ledger;
    this.blobs = blobs;
    this.clock = clock;
  }

  /**
   * Deletes an owner's image.
   *
   * @return the keys of bytes that lost a reference; empty when there is no such image
   */
  public Future<Optional<Set<String>>> delete(String owner, String id) {
    return database.transaction(
        conn ->
            conn.preparedQuery(DELETE)
                .execute(Tuple.of(id, owner))
                .compose(
                    rows ->
                        rows.size() == 0
                            ? Future.succeededFuture(Optional.empty())
                            : purge(conn, owner, id, rows.iterator().next().getString("sha256"))
                                .map(Optional::of)));
  }

  private Future<Set<String>> purge(
      SqlConnection conn, String owner, String id, String sourceSha256) {
    return failOpenTasks(conn, id)
        .compose(_ -> conn.preparedQuery(PURGE_RESULTS).execute(Tuple.of(id)))
        .map(rows -> released(rows, sourceSha256))
        .compose(
            released ->
                blobs
                    .release(conn, released)
                    .compose(_ -> tell(conn, owner, id, sourceSha256))
                    .map(_ -> new HashSet<>(released)));
  }

  private Future<Void> failOpenTasks(SqlConnection conn, String imageId) {
    return conn.preparedQuery(OPEN_TASKS)
        .execute(Tuple.of(imageId))
        .compose(
            rows -> {
              Instant now = clock.instant();
              List<TaskSignal> signals = new ArrayList<>();
              for (Row row : rows) {
                TaskEvent event = new TaskEvent.SourceDeleted(now, DELETED);
                signals.add(new TaskSignal(row.getString("job_id"), row.getString("id"), event));
              }
              return signals.isEmpty()
                  ? Future.succeededFuture()
                  : ledger.applyIn(conn, signals).mapEmpty();
            });
  }

  private static List<String> released(RowSet<Row> rows, String sourceSha256) {
    List<String> released = new ArrayList<>();
    released.add(sourceSha256);
    rows.forEach(row -> released.add(row.getString("sha256")));
    return released;
  }

  private Future<Void> tell(SqlConnection conn, String owner, String id, String sha256) {
    return conn.preparedQuery(SHARED)
        .execute(Tuple.of(sha256))
        .compose(
            rows -> {
              Optional<String> ownBytes = rows.size() == 0 ? Optional.of(sha256) : Optional.empty();
              OwnerEvent event =
                  new OwnerEvent(
                      owner, EventKind.IMAGE_DELETED, clock.instant(), Optional.of(id), ownBytes);
              return Outbox.add(conn, List.of(event));
            });
  }
}
