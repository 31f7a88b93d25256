package io.darkroom.job.store;

import io.darkroom.kit.blob.BlobStore;
import io.darkroom.kit.postgres.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Holds the ledger of blobs against its users and against the bytes that are there. */
public final class BlobSweep {
  private static final int BATCH = 1_000;
  private static final String USED =
      """
      (SELECT sha256, count(*)::int AS refs FROM (
        SELECT sha256 FROM job.images
        UNION ALL SELECT result_sha256 FROM job.tasks WHERE result_sha256 IS NOT NULL) u
      GROUP BY sha256)
      """;
  private static final String MISCOUNTED =
      "SELECT count(*) AS n FROM job.blobs b FULL JOIN "
          + USED
          + " u USING (sha256) WHERE coalesce(b.refs, 0) <> coalesce(u.refs, 0)";
  private static final String RECOUNT =
      "UPDATE job.blobs b SET refs = coalesce(u.refs, 0), touched_at = now() FROM job.blobs o"
          + " LEFT JOIN "
          + USED
          + " u USING (sha256) WHERE b.sha256 = o.sha256 AND b.refs <> coalesce(u.refs, 0)";
  private static final String ADD =
      "INSERT INTO job.blobs (sha256, bytes, refs) SELECT sha256, 0, refs FROM "
          + USED
          + " u ON CONFLICT DO NOTHING";
  private static final String KEYS =
      "SELECT sha256 FROM job.blobs WHERE sha256 > $1 AND refs > 0 ORDER BY sha256 LIMIT $2";
  private static final String KNOWN = "SELECT sha256 FROM job.blobs WHERE sha256 = ANY($1)";

  private final Database database;
  private final BlobStore blobs;
  private final BlobLedger ledger;
  private final BlobCollector collector;

  /** Sweeps this database and store. */
  public BlobSweep(Database database, BlobStore blobs) {
    this.database = database;
    this.blobs = blobs;
    this.ledger = new BlobLedger(blobs);
    this.collector = new BlobCollector(database, blobs);
  }

  /** Blobs whose references are not what images and results need; repaired by counting anew. */
  public Future<Long> miscounted(boolean repair) {
    return database.transaction(
        conn ->
            conn.query("LOCK TABLE job.blobs IN SHARE ROW EXCLUSIVE MODE")
                .execute()
                .compose(_ -> conn.query(MISCOUNTED).execute())
                .map(rows -> rows.iterator().next().getLong("n"))
                .compose(
                    found ->
                        repair && found > 0
                            ? conn.query(RECOUNT)
                                .execute()
                                .compose(_ -> conn.query(ADD).execute())
                                .map(found)
                            : Future.succeededFuture(found)));
  }

  /** Keys that are needed and whose bytes are not there; nothing can bring those back. */
  public Future<List<String>> lost() {
    return lost("", new ArrayList<>());
  }

  private Future<List<String>> lost(String after, List<String> found) {
    return database
        .query(db -> db.preparedQuery(KEYS).execute(Tuple.of(after, BATCH)))
        .compose(
            rows -> {
              List<String> keys = Columns.strings(rows, "sha256");
              return keys.isEmpty()
                  ? Future.succeededFuture(found)
                  : addAbsent(keys, found).compose(_ -> lost(keys.getLast(), found));
            });
  }

  private Future<Void> addAbsent(List<String> keys, List<String> found) {
    Future<Void> chain = Future.succeededFuture();
    for (String key : keys) {
      chain =
          chain
              .compose(_ -> blobs.size(key))
              .map(
                  size -> {
                    if (size.isEmpty()) {
                      found.add(key);
                    }
                    return null;
                  });
    }
    return chain;
  }

  /**
   * Those of these keys, found in the store, that the ledger does not know; repaired by deleting
   * the bytes, unless somebody comes to need them in the same moment.
   */
  public Future<Integer> unknown(List<String> keys, boolean repair) {
    return database
        .query(
            db ->
                db.preparedQuery(KNOWN)
                    .execute(Tuple.tuple().addArrayOfString(keys.toArray(String[]::new))))
        .compose(
            rows -> {
              Set<String> unknown = new HashSet<>(keys);
              rows.forEach(row -> unknown.remove(row.getString("sha256")));
              return repair
                  ? forget(unknown).map(unknown.size())
                  : Future.succeededFuture(unknown.size());
            });
  }

  private Future<Void> forget(Set<String> keys) {
    List<BlobLedger.Reference> garbage =
        keys.stream().map(key -> new BlobLedger.Reference(key, 0, 0)).toList();
    return database
        .transaction(conn -> ledger.retain(conn, garbage))
        .compose(_ -> collector.collect(keys));
  }

  /** Deletes what the ledger knows and nobody needs. */
  public Future<Void> collect() {
    return collector
        .collectOlderThan(Duration.ZERO)
        .compose(more -> more ? collect() : Future.succeededFuture());
  }
}
