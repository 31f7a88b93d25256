package io.darkroom.job.store;

import io.darkroom.job.domain.TaskEvent;
import io.darkroom.kit.postgres.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Finds tasks whose lease has ended. */
public final class LeaseStore {
  private static final int BATCH = 500;
  private static final String LAPSED =
      """
      SELECT id, job_id, attempt FROM job.tasks WHERE lease_until < $1
      ORDER BY lease_until LIMIT $2
      """;
  private static final String EXTEND =
      "UPDATE job.tasks SET lease_until = $1 WHERE lease_until < $1";

  private final Database database;
  private final TaskLedger ledger;
  private final InstantSource clock;

  /** Leases in this database. */
  public LeaseStore(Database database, TaskLedger ledger, InstantSource clock) {
    this.database = database;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Takes back a batch of tasks whose lease has ended.
   *
   * @return how many leases had ended
   */
  public Future<Integer> reap() {
    Instant now = clock.instant();
    return database
        .query(db -> db.preparedQuery(LAPSED).execute(Tuple.of(Columns.time(now), BATCH)))
        .compose(
            rows -> {
              List<TaskSignal> signals = new ArrayList<>();
              for (Row row : rows) {
                TaskEvent event = new TaskEvent.LeaseLapsed(now, row.getInteger("attempt"));
                signals.add(new TaskSignal(row.getString("job_id"), row.getString("id"), event));
              }
              return signals.isEmpty()
                  ? Future.succeededFuture(0)
                  : ledger.apply(signals).map(signals.size());
            });
  }

  /**
   * Gives every lease at least this long from now: time in which no result could be received does
   * not count against a worker.
   *
   * @return how many leases grew
   */
  public Future<Integer> extend(Duration atLeast) {
    return database
        .query(
            db ->
                db.preparedQuery(EXTEND)
                    .execute(Tuple.of(Columns.time(clock.instant().plus(atLeast)))))
        .map(RowSet::rowCount);
  }
}
