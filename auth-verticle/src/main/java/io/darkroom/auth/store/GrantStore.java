package io.darkroom.auth.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;

/**
 * Sessions and API keys seen alike: a grant is what an access token's {@code sid} names. Ended ones
 * are kept as long as their tokens could still be accepted somewhere.
 */
public final class GrantStore {

  /** Whether the grant is the account's, has not ended, and the account may act. */
  public Future<Boolean> isLive(SqlClient db, String id, String userId, Instant now) {
    return db.preparedQuery(
            "select exists (select from auth.account a where a.id = $2 and not a.disabled and ("
                + "exists (select from auth.session s where s.id = $1 and s.account_id = a.id"
                + " and s.revoked_at is null and s.expires_at > $3)"
                + " or exists (select from auth.api_key k where k.id = $1 and k.account_id = a.id"
                + " and (k.expires_at is null or k.expires_at > $3)))) as live")
        .execute(Tuple.of(id, userId, Columns.at(now)))
        .map(rows -> rows.iterator().next().getBoolean("live"));
  }

  /** Remembers that these grants ended. */
  public Future<Void> end(SqlClient db, List<String> ids, Instant until) {
    return db.preparedQuery(
            "insert into auth.ended_grant (id, until) select unnest($1::text[]), $2"
                + " on conflict do nothing")
        .execute(Tuple.of(ids.toArray(String[]::new), Columns.at(until)))
        .mapEmpty();
  }

  /** Remembers that every grant of the account ended: its open sessions and its keys. */
  public Future<Void> endAllOf(SqlClient db, String userId, Instant until) {
    return db.preparedQuery(
            "insert into auth.ended_grant (id, until)"
                + " select id, $2::timestamptz from auth.session"
                + " where account_id = $1 and revoked_at is null"
                + " union all select id, $2::timestamptz from auth.api_key where account_id = $1"
                + " on conflict do nothing")
        .execute(Tuple.of(userId, Columns.at(until)))
        .mapEmpty();
  }

  /** Forgets that the account's keys ended, when it may act again. */
  public Future<Void> reopenKeysOf(SqlClient db, String userId) {
    return db.preparedQuery(
            "delete from auth.ended_grant"
                + " where id in (select id from auth.api_key where account_id = $1)")
        .execute(Tuple.of(userId))
        .mapEmpty();
  }

  /** The grants that ended and whose tokens may still be around. */
  public Future<List<String>> ended(SqlClient db, Instant now) {
    return db.preparedQuery("select id from auth.ended_grant where until > $1 order by id")
        .execute(Tuple.of(Columns.at(now)))
        .map(rows -> Columns.all(rows, row -> row.getString("id")));
  }
}
