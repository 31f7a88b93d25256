package io.darkroom.job.store;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.kit.postgres.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;

/**
 * Writes jobs: at once, in commits that jobs of the same moment share; where a quota or an
 * idempotency key has to be looked at, in a transaction of its own. Used on one context.
 */
public final class JobCreation {
  private static final String CLAIM_KEY =
      """
      INSERT INTO job.idempotency (owner, key, body_hash, job_id) VALUES ($1, $2, $3, $4)
      ON CONFLICT (owner, key) DO NOTHING
      """;
  private static final String FORGET_KEYS =
      "DELETE FROM job.idempotency WHERE created_at < now() - make_interval(secs => $1)";
  private static final String FIND_KEY =
      "SELECT body_hash, job_id FROM job.idempotency WHERE owner = $1 AND key = $2";

  private final Database database;
  private final UsageStore usage;
  private final SharedCommits commits;

  /** Writes to this database. */
  public JobCreation(Database database, UsageStore usage) {
    this.database = database;
    this.usage = usage;
    this.commits = new SharedCommits(jobs -> database.query(db -> NewJobRows.insert(db, jobs)));
  }

  /** Writes the job; fails with {@code quota-exceeded} when it is too much work for today. */
  public Future<Void> create(NewJob job, Quota quota) {
    return quota.megapixelsPerDay().isEmpty()
        ? commits.insert(job)
        : database.transaction(conn -> createWithin(conn, job, quota));
  }

  private Future<Void> createWithin(SqlConnection conn, NewJob job, Quota quota) {
    return usage
        .requireWork(conn, job.owner(), quota, NewJobRows.kilopixels(job))
        .compose(_ -> NewJobRows.insert(conn, List.of(job)));
  }

  /**
   * Writes the job unless this owner has sent this key before.
   *
   * @param bodyHash tells whether it is the same request
   * @return the id of the job that is there now; fails with {@code conflict} when the key was sent
   *     with another request
   */
  public Future<String> createOnce(NewJob job, Quota quota, String key, String bodyHash) {
    return database.transaction(
        conn ->
            conn.preparedQuery(CLAIM_KEY)
                .execute(Tuple.of(job.owner(), key, bodyHash, job.id()))
                .compose(
                    rows ->
                        rows.rowCount() == 1
                            ? createWithin(conn, job, quota).map(job.id())
                            : earlier(conn, job.owner(), key, bodyHash)));
  }

  /**
   * Forgets idempotency keys that were sent long ago.
   *
   * @return how many
   */
  public Future<Integer> forgetKeysOlderThan(Duration age) {
    return database
        .query(db -> db.preparedQuery(FORGET_KEYS).execute(Tuple.of(age.toMillis() / 1000.0)))
        .map(RowSet::rowCount);
  }

  private static Future<String> earlier(
      SqlClient client, String owner, String key, String bodyHash) {
    return client
        .preparedQuery(FIND_KEY)
        .execute(Tuple.of(owner, key))
        .map(
            rows -> {
              Row row = rows.iterator().next();
              if (!row.getString("body_hash").equals(bodyHash)) {
                throw Failure.of(
                        FailureCode.CONFLICT, "The idempotency key was used for another request")
                    .asException();
              }
              return row.getString("job_id");
            });
  }
}
