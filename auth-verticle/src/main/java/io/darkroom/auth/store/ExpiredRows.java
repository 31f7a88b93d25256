package io.darkroom.auth.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;

/** Removes rows that no decision depends on any more. */
public final class ExpiredRows {
  private static final Duration KEPT = Duration.ofDays(1);

  /** Removes them; safe to run in several instances at once. */
  public Future<Void> remove(SqlClient db, Instant now) {
    Tuple then = Tuple.of(Columns.at(now.minus(KEPT)));
    return delete(db, "auth.refresh_token where expires_at < $1", then)
        .compose(done -> delete(db, "auth.session where expires_at < $1", then))
        .compose(done -> delete(db, "auth.session where revoked_at < $1", then))
        .compose(done -> delete(db, "auth.ended_grant where until < $1", then))
        .compose(done -> delete(db, "auth.signing_key where retires_at < $1", then));
  }

  private static Future<Void> delete(SqlClient db, String what, Tuple then) {
    return db.preparedQuery("delete from " + what).execute(then).mapEmpty();
  }
}
