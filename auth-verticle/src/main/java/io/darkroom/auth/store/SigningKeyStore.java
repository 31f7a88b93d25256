package io.darkroom.auth.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table {@code auth.signing_key}. */
public final class SigningKeyStore {
  private static final long LOCK = 0x6461726b6b657973L;

  /**
   * One key as stored.
   *
   * @param publicKey base 64 of the X.509 form
   * @param privateKey as the sealer wrote it
   */
  public record StoredKey(
      String kid,
      String publicKey,
      String privateKey,
      Instant createdAt,
      Instant activeFrom,
      Optional<Instant> retiresAt) {
    @Override
    public String toString() {
      return "StoredKey[" + kid + "]";
    }
  }

  /** Makes this transaction the only one that changes keys, in any instance. */
  public Future<Void> lock(SqlClient db) {
    return db.preparedQuery("select pg_advisory_xact_lock($1)").execute(Tuple.of(LOCK)).mapEmpty();
  }

  /** The keys that are not withdrawn. */
  public Future<List<StoredKey>> current(SqlClient db, Instant now) {
    return db.preparedQuery(
            "select kid, public_key, private_key, created_at, active_from, retires_at"
                + " from auth.signing_key where retires_at is null or retires_at > $1")
        .execute(Tuple.of(Columns.at(now)))
        .map(rows -> Columns.all(rows, SigningKeyStore::stored));
  }

  /** Adds a key. */
  public Future<Void> insert(SqlClient db, StoredKey key) {
    return db.preparedQuery(
            "insert into auth.signing_key"
                + " (kid, public_key, private_key, created_at, active_from, retires_at)"
                + " values ($1, $2, $3, $4, $5, $6)")
        .execute(
            Tuple.of(
                key.kid(),
                key.publicKey(),
                key.privateKey(),
                Columns.at(key.createdAt()),
                Columns.at(key.activeFrom()),
                Columns.at(key.retiresAt())))
        .mapEmpty();
  }

  /** Sets when a key is withdrawn. */
  public Future<Void> retire(SqlClient db, String kid, Optional<Instant> at) {
    return db.preparedQuery("update auth.signing_key set retires_at = $2 where kid = $1")
        .execute(Tuple.of(kid, Columns.at(at)))
        .mapEmpty();
  }

  private static StoredKey stored(Row row) {
    return new StoredKey(
        row.getString("kid"),
        row.getString("public_key"),
        row.getString("private_key"),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "active_from"),
        Columns.optionalInstant(row, "retires_at"));
  }
}
