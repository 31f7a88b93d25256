package io.darkroom.job.store;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.kit.postgres.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** What owners use, counted by the database, and the check that it stays within their quota. */
public final class UsageStore {
  private static final String STORED =
      "SELECT count(*) AS images, coalesce(sum(bytes), 0)::bigint AS bytes"
          + " FROM job.images WHERE owner = $1";
  private static final String DAY =
      """
      SELECT coalesce(sum(images), 0)::bigint AS images, coalesce(sum(bytes), 0)::bigint AS bytes,
        coalesce(sum(jobs), 0)::bigint AS jobs, coalesce(sum(tasks), 0)::bigint AS tasks,
        coalesce(sum(kilopixels), 0)::bigint AS kilopixels
      FROM job.usage WHERE owner = $1 AND day = $2
      """;
  private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended($1, 17))";

  private final Database database;
  private final InstantSource clock;

  /** Usage in this database. */
  public UsageStore(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** What is stored now. */
  public record Stored(long images, long bytes) {}

  /** What came in today (UTC). */
  public record Day(
      LocalDate date, long images, long bytes, long jobs, long tasks, long kilopixels) {}

  /** What an owner has stored. */
  public Future<Stored> stored(String owner) {
    return database.query(db -> stored(db, owner));
  }

  /** What an owner has used today. */
  public Future<Day> today(String owner) {
    return database.query(db -> today(db, owner));
  }

  /**
   * Makes sure that an image fits, and that nothing else of this owner comes in before the
   * transaction has ended; fails with {@code quota-exceeded}.
   */
  Future<Void> requireRoom(SqlConnection conn, String owner, Quota quota, long bytes) {
    if (!quota.limitsStorage()) {
      return Future.succeededFuture();
    }
    return conn.preparedQuery(LOCK)
        .execute(Tuple.of(owner))
        .compose(_ -> stored(conn, owner))
        .compose(
            stored -> {
              if (quota.images().filter(most -> stored.images() + 1 > most).isPresent()) {
                return exceeded("At most " + quota.images().get() + " images may be stored");
              }
              if (quota.bytes().filter(most -> stored.bytes() + bytes > most).isPresent()) {
                return exceeded("At most " + quota.bytes().get() + " bytes may be stored");
              }
              return Future.succeededFuture();
            });
  }

  /** As the other method, for the work of a job. */
  Future<Void> requireWork(SqlConnection conn, String owner, Quota quota, long kilopixels) {
    if (quota.megapixelsPerDay().isEmpty()) {
      return Future.succeededFuture();
    }
    long most = quota.megapixelsPerDay().get();
    return conn.preparedQuery(LOCK)
        .execute(Tuple.of(owner))
        .compose(_ -> today(conn, owner))
        .compose(
            day ->
                day.kilopixels() + kilopixels > most * 1000
                    ? Future.failedFuture(
                        Failure.of(
                                FailureCode.QUOTA_EXCEEDED,
                                "At most " + most + " megapixels may be worked on in a day")
                            .retryingAfter(untilTomorrow())
                            .asException())
                    : Future.succeededFuture());
  }

  private Duration untilTomorrow() {
    var now = clock.instant().atZone(ZoneOffset.UTC);
    return Duration.between(
        now, now.toLocalDate().plusDays(1).atTime(LocalTime.MIN).atZone(ZoneOffset.UTC));
  }

  private static Future<Void> exceeded(String detail) {
    return Future.failedFuture(Failure.of(FailureCode.QUOTA_EXCEEDED, detail).asException());
  }

  private static Future<Stored> stored(SqlClient client, String owner) {
    return client
        .preparedQuery(STORED)
        .execute(Tuple.of(owner))
        .map(
            rows -> {
              Row row = rows.iterator().next();
              return new Stored(row.getLong("images"), row.getLong("bytes"));
            });
  }

  private Future<Day> today(SqlClient client, String owner) {
    LocalDate date = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    return client
        .preparedQuery(DAY)
        .execute(Tuple.of(owner, date))
        .map(
            rows -> {
              Row row = rows.iterator().next();
              return new Day(
                  date,
                  row.getLong("images"),
                  row.getLong("bytes"),
                  row.getLong("jobs"),
                  row.getLong("tasks"),
                  row.getLong("kilopixels"));
            });
  }
}
