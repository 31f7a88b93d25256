package io.darkroom.job.store;

import io.darkroom.kit.blob.BlobStore;
import io.darkroom.kit.postgres.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Collection;

/** Deletes bytes nobody refers to any more. */
public final class BlobCollector {
  private static final int BATCH = 100;
  private static final String GARBAGE =
      """
      SELECT sha256 FROM job.blobs
      WHERE refs = 0 AND touched_at < now() - make_interval(secs => $1) LIMIT $2
      """;
  private static final String LOCK =
      "SELECT 1 FROM job.blobs WHERE sha256 = $1 AND refs = 0 FOR UPDATE SKIP LOCKED";

  private final Database database;
  private final BlobStore blobs;

  /** Collects in this database and store. */
  public BlobCollector(Database database, BlobStore blobs) {
    this.database = database;
    this.blobs = blobs;
  }

  /**
   * Collects a batch of what has been garbage for a while.
   *
   * @return whether there may be more
   */
  public Future<Boolean> collectOlderThan(Duration age) {
    return database
        .query(db -> db.preparedQuery(GARBAGE).execute(Tuple.of(age.toMillis() / 1000.0, BATCH)))
        .map(rows -> Columns.strings(rows, "sha256"))
        .compose(keys -> collect(keys).map(keys.size() == BATCH));
  }

  /** Collects those of these blobs that nobody refers to. */
  public Future<Void> collect(Collection<String> keys) {
    return database.transactions(keys, this::collect);
  }

  private Future<Void> collect(SqlConnection conn, String key) {
    return conn.preparedQuery(LOCK)
        .execute(Tuple.of(key))
        .compose(
            rows ->
                rows.size() == 0
                    ? Future.succeededFuture()
                    : blobs
                        .delete(key)
                        .compose(
                            _ ->
                                conn.preparedQuery("DELETE FROM job.blobs WHERE sha256 = $1")
                                    .execute(Tuple.of(key))
                                    .mapEmpty()));
  }
}
