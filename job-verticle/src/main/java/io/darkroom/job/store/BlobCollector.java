package io.darkroom.job.store;

import io.darkroom.kit.blob.BlobStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

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

  private final Pool pool;
  private final BlobStore blobs;

  /** Collects in this database and store. */
  public BlobCollector(Pool pool, BlobStore blobs) {
    this.pool = pool;
    this.blobs = blobs;
  }

  /**
   * Collects a batch of what has been garbage for a while.
   *
   * @return whether there may be more
   */
  public Future<Boolean> collectOlderThan(Duration age) {
    return pool.preparedQuery(GARBAGE)
        .execute(Tuple.of(age.toMillis() / 1000.0, BATCH))
        .compose(
            rows -> {
              List<String> keys = new ArrayList<>();
              rows.forEach(row -> keys.add(row.getString("sha256")));
              return collect(keys).map(keys.size() == BATCH);
            });
  }

  /** Collects those of these blobs that nobody refers to. */
  public Future<Void> collect(Collection<String> keys) {
    Future<Void> done = Future.succeededFuture();
    for (String key : keys) {
      done = done.compose(_ -> pool.withTransaction(conn -> collect(conn, key)));
    }
    return done;
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
