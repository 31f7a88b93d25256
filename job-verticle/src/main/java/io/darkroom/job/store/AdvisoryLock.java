package io.darkroom.job.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/** Work that only one instance does at a time, until its transaction ends. */
enum AdvisoryLock {
  DISPATCH("darkroom.job.dispatch"),
  RELAY("darkroom.job.relay");

  private static final String TRY =
      "SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS taken";

  private final String key;

  AdvisoryLock(String key) {
    this.key = key;
  }

  /** Takes the lock if it is free; does not wait. */
  Future<Boolean> tryTake(SqlConnection conn) {
    return conn.preparedQuery(TRY)
        .execute(Tuple.of(key))
        .map(rows -> rows.iterator().next().getBoolean("taken"));
  }
}
