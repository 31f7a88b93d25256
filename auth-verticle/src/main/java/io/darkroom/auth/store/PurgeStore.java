package io.darkroom.auth.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The table {@code auth.owner_purge}: an outbox of owners whose data has to go. */
public final class PurgeStore {

  /** An owner to be purged now. */
  public record Due(String owner, int attempts) {}

  /** Asks for a purge, in the transaction that removes the account. */
  public Future<Void> request(SqlClient db, String owner, Instant now) {
    return db.preparedQuery(
            "insert into auth.owner_purge (owner, requested_at, due_at) values ($1, $2, $2)"
                + " on conflict do nothing")
        .execute(Tuple.of(owner, Columns.at(now)))
        .mapEmpty();
  }

  /** Takes some that are due; nobody else takes them before the lease has passed. */
  public Future<List<Due>> claim(SqlClient db, int most, Duration lease, Instant now) {
    return db.preparedQuery(
            "update auth.owner_purge set due_at = $2, attempts = attempts + 1"
                + " where owner in (select owner from auth.owner_purge where due_at <= $1"
                + " order by due_at limit $3 for update skip locked) returning owner, attempts")
        .execute(Tuple.of(Columns.at(now), Columns.at(now.plus(lease)), most))
        .map(
            rows ->
                Columns.all(
                    rows, row -> new Due(row.getString("owner"), row.getInteger("attempts"))));
  }

  /** The owner's data is gone. */
  public Future<Void> done(SqlClient db, String owner) {
    return db.preparedQuery("delete from auth.owner_purge where owner = $1")
        .execute(Tuple.of(owner))
        .mapEmpty();
  }

  /** The purge did not succeed and is due again later. */
  public Future<Void> postpone(SqlClient db, String owner, Instant due) {
    return db.preparedQuery("update auth.owner_purge set due_at = $2 where owner = $1")
        .execute(Tuple.of(owner, Columns.at(due)))
        .mapEmpty();
  }

  /** How many owners wait. */
  public Future<Long> pending(SqlClient db) {
    return db.preparedQuery("select count(*) as pending from auth.owner_purge")
        .execute()
        .map(rows -> rows.iterator().next().getLong("pending"));
  }
}
