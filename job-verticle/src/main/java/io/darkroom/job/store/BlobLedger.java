package io.darkroom.job.store;

import io.darkroom.kit.blob.BlobStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts who needs which bytes. A blob's row is locked from the moment its count changes to the end
 * of the transaction, and the collector deletes bytes only while it holds that lock; so whoever has
 * retained a blob and then still finds its bytes can rely on them.
 */
public final class BlobLedger {
  private static final String RETAIN =
      """
      INSERT INTO job.blobs AS b (sha256, bytes, refs)
      SELECT sha256, bytes, refs
      FROM unnest($1::text[], $2::bigint[], $3::int[]) AS u (sha256, bytes, refs) ORDER BY sha256
      ON CONFLICT (sha256) DO UPDATE SET refs = b.refs + excluded.refs, touched_at = now()
      """;
  private static final String RELEASE =
      """
      WITH locked AS (
        SELECT sha256 FROM job.blobs WHERE sha256 = ANY($1) ORDER BY sha256 FOR UPDATE)
      UPDATE job.blobs b SET refs = b.refs - u.refs, touched_at = now()
      FROM locked, unnest($1::text[], $2::int[]) AS u (sha256, refs)
      WHERE b.sha256 = locked.sha256 AND u.sha256 = b.sha256
      """;

  private final BlobStore blobs;

  /** Counts references to the bytes in this store. */
  public BlobLedger(BlobStore blobs) {
    this.blobs = blobs;
  }

  /** One need of a blob; {@code refs} 0 only makes it known, for the collector to take away. */
  record Reference(String sha256, long bytes, int refs) {}

  /**
   * Adds references and makes sure that the bytes are there.
   *
   * @return fails with {@link MissingBlobsException} when some are not
   */
  Future<Void> retain(SqlConnection conn, Collection<Reference> references) {
    if (references.isEmpty()) {
      return Future.succeededFuture();
    }
    Map<String, Reference> merged = new TreeMap<>();
    for (Reference r : references) {
      merged.merge(
          r.sha256(), r, (a, b) -> new Reference(a.sha256(), a.bytes(), a.refs() + b.refs()));
    }
    List<Reference> rows = List.copyOf(merged.values());
    Tuple tuple =
        Tuple.of(
            rows.stream().map(Reference::sha256).toArray(String[]::new),
            rows.stream().map(Reference::bytes).toArray(Long[]::new),
            rows.stream().map(Reference::refs).toArray(Integer[]::new));
    Set<String> needed = new HashSet<>();
    rows.stream().filter(r -> r.refs() > 0).map(Reference::sha256).forEach(needed::add);
    return conn.preparedQuery(RETAIN).execute(tuple).compose(_ -> requirePresent(needed));
  }

  /** Removes one reference per occurrence of a key. */
  Future<Void> release(SqlConnection conn, Collection<String> keys) {
    if (keys.isEmpty()) {
      return Future.succeededFuture();
    }
    Map<String, Integer> counted = new TreeMap<>();
    keys.forEach(key -> counted.merge(key, 1, Integer::sum));
    Tuple tuple =
        Tuple.tuple()
            .addArrayOfString(counted.keySet().toArray(String[]::new))
            .addArrayOfInteger(counted.values().toArray(Integer[]::new));
    return conn.preparedQuery(RELEASE).execute(tuple).mapEmpty();
  }

  private Future<Void> requirePresent(Set<String> keys) {
    Set<String> missing = new HashSet<>();
    List<Future<Void>> checks =
        keys.stream()
            .map(
                key ->
                    blobs
                        .size(key)
                        .<Void>map(
                            size -> {
                              if (size.isEmpty()) {
                                missing.add(key);
                              }
                              return null;
                            }))
            .toList();
    return Future.all(checks)
        .compose(
            _ ->
                missing.isEmpty()
                    ? Future.succeededFuture()
                    : Future.failedFuture(new MissingBlobsException(missing)));
  }
}
