package io.darkroom.auth.store;

import io.darkroom.auth.domain.session.RefreshGrant;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;

/** The table {@code auth.refresh_token}; it holds hashes, never tokens. */
public final class RefreshTokenStore {

  /** Adds an unused token. */
  public Future<Void> insert(SqlClient db, String hash, String sessionId, Instant expiresAt) {
    return db.preparedQuery(
            "insert into auth.refresh_token (hash, session_id, expires_at) values ($1, $2, $3)")
        .execute(Tuple.of(hash, sessionId, Columns.at(expiresAt)))
        .mapEmpty();
  }

  /** Finds a token; the caller holds its session. */
  public Future<Optional<RefreshGrant>> find(SqlClient db, String hash) {
    return db.preparedQuery(
            "select t.hash, t.session_id, t.expires_at, t.used_at, t.nonce,"
                + " n.used_at is not null as successor_used"
                + " from auth.refresh_token t"
                + " left join auth.refresh_token n on n.hash = t.successor where t.hash = $1")
        .execute(Tuple.of(hash))
        .map(rows -> Columns.first(rows, RefreshTokenStore::grant));
  }

  /** Marks a token used and remembers how its successor was made. */
  public Future<Void> use(SqlClient db, String hash, String nonce, String successor, Instant now) {
    return db.preparedQuery(
            "update auth.refresh_token set used_at = $2, nonce = $3, successor = $4"
                + " where hash = $1")
        .execute(Tuple.of(hash, Columns.at(now), nonce, successor))
        .mapEmpty();
  }

  private static RefreshGrant grant(Row row) {
    Optional<RefreshGrant.Use> use =
        Columns.optionalInstant(row, "used_at")
            .map(
                at ->
                    new RefreshGrant.Use(
                        at, row.getString("nonce"), row.getBoolean("successor_used")));
    return new RefreshGrant(
        row.getString("hash"),
        row.getString("session_id"),
        Columns.instant(row, "expires_at"),
        use);
  }
}
