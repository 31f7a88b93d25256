package io.darkroom.auth.store;

import io.darkroom.auth.domain.session.ClientInfo;
import io.darkroom.auth.domain.session.Session;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table {@code auth.session}. */
public final class SessionStore {
  private static final String ALL =
      "select id, account_id, address, user_agent, created_at, last_used_at, expires_at,"
          + " revoked_at is not null as revoked from auth.session ";

  /** Adds a session. */
  public Future<Void> insert(SqlClient db, Session session) {
    return db.preparedQuery(
            "insert into auth.session"
                + " (id, account_id, address, user_agent, created_at, last_used_at, expires_at)"
                + " values ($1, $2, $3, $4, $5, $6, $7)")
        .execute(
            Tuple.of(
                session.id(),
                session.userId(),
                session.client().address(),
                session.client().userAgent().orElse(null),
                Columns.at(session.createdAt()),
                Columns.at(session.lastUsedAt()),
                Columns.at(session.expiresAt())))
        .mapEmpty();
  }

  /** Finds the session of a refresh token and holds it until the transaction ends. */
  public Future<Optional<Session>> lockByToken(SqlClient db, String tokenHash) {
    return db.preparedQuery(
            ALL
                + "where id = (select session_id from auth.refresh_token where hash = $1)"
                + " for update")
        .execute(Tuple.of(tokenHash))
        .map(rows -> Columns.first(rows, SessionStore::session));
  }

  /** Notes that a session was renewed. */
  public Future<Void> touch(SqlClient db, String id, ClientInfo client, Instant now) {
    return db.preparedQuery(
            "update auth.session set last_used_at = $2, address = $3,"
                + " user_agent = coalesce($4, user_agent) where id = $1")
        .execute(Tuple.of(id, Columns.at(now), client.address(), client.userAgent().orElse(null)))
        .mapEmpty();
  }

  /** The live sessions of an account, newest first. */
  public Future<List<Session>> live(SqlClient db, String userId, Instant now) {
    return db.preparedQuery(
            ALL
                + "where account_id = $1 and revoked_at is null and expires_at > $2"
                + " order by created_at desc, id desc")
        .execute(Tuple.of(userId, Columns.at(now)))
        .map(rows -> Columns.all(rows, SessionStore::session));
  }

  /** Ends these of the account's sessions and answers which of them were still open. */
  public Future<List<String>> revoke(SqlClient db, String userId, List<String> ids, Instant now) {
    return db.preparedQuery(
            "update auth.session set revoked_at = $3"
                + " where account_id = $1 and id = any($2) and revoked_at is null returning id")
        .execute(Tuple.of(userId, ids.toArray(String[]::new), Columns.at(now)))
        .map(rows -> Columns.all(rows, row -> row.getString("id")));
  }

  /** Ends all sessions of an account but one and answers which. */
  public Future<List<String>> revokeAllBut(
      SqlClient db, String userId, Optional<String> kept, Instant now) {
    return db.preparedQuery(
            "update auth.session set revoked_at = $3"
                + " where account_id = $1 and id <> $2 and revoked_at is null returning id")
        .execute(Tuple.of(userId, kept.orElse(""), Columns.at(now)))
        .map(rows -> Columns.all(rows, row -> row.getString("id")));
  }

  private static Session session(Row row) {
    return new Session(
        row.getString("id"),
        row.getString("account_id"),
        new ClientInfo(row.getString("address"), Optional.ofNullable(row.getString("user_agent"))),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "last_used_at"),
        Columns.instant(row, "expires_at"),
        row.getBoolean("revoked"));
  }
}
