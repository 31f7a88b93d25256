package io.darkroom.job.store;

import io.darkroom.kit.postgres.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What owners' servers are told, have been told and could not be told. */
public final class WebhookStore {
  // An id that sorts by time, made where the job's row is.
  private static final String ADD =
      """
      INSERT INTO job.webhook_deliveries (id, owner, job_id, url, body, status, next_at, created_at)
      SELECT 'whk_' || substr(j.id, 5, 10) || substr(md5(random()::text || j.id), 1, 16), j.owner,
        j.id, j.webhook, json_build_object('type', 'job.finished', 'jobId', j.id, 'name', j.name,
          'status', j.status, 'at', $2::text, 'progress', json_build_object(
            'total', j.queued + j.dispatched + j.running + j.succeeded + j.failed + j.cancelled,
            'done', j.succeeded, 'failed', j.failed + j.cancelled))::text,
        'pending', $3, $3
      FROM job.jobs j WHERE j.id = ANY($1) AND j.webhook IS NOT NULL
      """;
  private static final String CLAIM =
      """
      UPDATE job.webhook_deliveries d SET next_at = $2, attempts = d.attempts + 1
      WHERE d.id IN (SELECT id FROM job.webhook_deliveries
        WHERE status = 'pending' AND next_at <= $1 AND id IN (
          SELECT id FROM (
            SELECT id, next_at, row_number() OVER (PARTITION BY owner ORDER BY next_at) AS turn
            FROM job.webhook_deliveries
            WHERE status = 'pending' AND next_at <= $1 AND owner <> ALL ($4)) due
          WHERE turn <= $5 ORDER BY next_at LIMIT $3)
        FOR UPDATE SKIP LOCKED)
      RETURNING d.*
      """;
  private static final String SETTLE =
      """
      UPDATE job.webhook_deliveries SET status = $2, next_at = $3, last_status = $4,
        last_error = $5, delivered_at = $6 WHERE id = $1
      """;
  private static final String LIST =
      """
      SELECT * FROM job.webhook_deliveries WHERE owner = $1 AND ($2::text IS NULL OR id < $2)
      ORDER BY id DESC LIMIT $3
      """;
  private static final String SECRET =
      """
      INSERT INTO job.webhook_secrets (owner, secret) VALUES ($1, $2)
      ON CONFLICT (owner) DO UPDATE SET secret = CASE WHEN $3::boolean THEN excluded.secret
        ELSE webhook_secrets.secret END
      RETURNING secret
      """;

  private final Database database;
  private final InstantSource clock;

  /** Deliveries in this database. */
  public WebhookStore(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * One message to an owner's server.
   *
   * @param status pending, delivered or failed
   * @param nextAt when it is tried next, if it is pending
   * @param lastStatus what the server answered last
   * @param lastError why the last attempt failed
   */
  public record WebhookDelivery(
      String id,
      String owner,
      String jobId,
      String url,
      String body,
      String status,
      int attempts,
      Instant nextAt,
      Optional<Integer> lastStatus,
      Optional<String> lastError,
      Instant createdAt,
      Optional<Instant> deliveredAt) {}

  /** Notes that these jobs have ended, for those that have a webhook. */
  static Future<Void> ended(SqlConnection conn, Collection<String> jobIds, Instant at) {
    return jobIds.isEmpty()
        ? Future.succeededFuture()
        : conn.preparedQuery(ADD)
            .execute(
                Tuple.tuple()
                    .addArrayOfString(jobIds.toArray(String[]::new))
                    .addString(at.toString())
                    .addOffsetDateTime(Columns.time(at)))
            .mapEmpty();
  }

  /**
   * Takes what is due; it is due again after the lease unless it is settled.
   *
   * @param limit how many at most
   * @param perOwner of them at most of one owner
   * @param busy owners of whom nothing is taken
   */
  public Future<List<WebhookDelivery>> claim(
      int limit, int perOwner, Collection<String> busy, Duration lease) {
    Instant now = clock.instant();
    Tuple parameters =
        Tuple.tuple()
            .addOffsetDateTime(Columns.time(now))
            .addOffsetDateTime(Columns.time(now.plus(lease)))
            .addInteger(limit)
            .addArrayOfString(busy.toArray(String[]::new))
            .addInteger(perOwner);
    return database
        .query(db -> db.preparedQuery(CLAIM).execute(parameters))
        .map(WebhookStore::list);
  }

  /** Writes down how an attempt went. */
  public Future<Void> settle(WebhookDelivery delivery) {
    return database
        .query(
            db ->
                db.preparedQuery(SETTLE)
                    .execute(
                        Tuple.tuple()
                            .addString(delivery.id())
                            .addString(delivery.status())
                            .addOffsetDateTime(Columns.time(delivery.nextAt()))
                            .addInteger(delivery.lastStatus().orElse(null))
                            .addString(delivery.lastError().orElse(null))
                            .addOffsetDateTime(Columns.timeOrNull(delivery.deliveredAt()))))
        .mapEmpty();
  }

  /** Lists an owner's deliveries, newest first. */
  public Future<Page<WebhookDelivery>> list(String owner, Optional<String> after, int limit) {
    return database
        .query(db -> db.preparedQuery(LIST).execute(Tuple.of(owner, after.orElse(null), limit + 1)))
        .map(rows -> Page.of(list(rows), limit, WebhookDelivery::id));
  }

  /** The owner's secret; {@code fresh} becomes it when there is none or it is replaced. */
  public Future<String> secret(String owner, String fresh, boolean replace) {
    return database
        .query(db -> db.preparedQuery(SECRET).execute(Tuple.of(owner, fresh, replace)))
        .map(rows -> rows.iterator().next().getString("secret"));
  }

  private static List<WebhookDelivery> list(RowSet<Row> rows) {
    List<WebhookDelivery> deliveries = new ArrayList<>();
    for (Row row : rows) {
      deliveries.add(
          new WebhookDelivery(
              row.getString("id"),
              row.getString("owner"),
              row.getString("job_id"),
              row.getString("url"),
              row.getString("body"),
              row.getString("status"),
              row.getInteger("attempts"),
              Columns.instant(row, "next_at"),
              Optional.ofNullable(row.getInteger("last_status")),
              Columns.optionalString(row, "last_error"),
              Columns.instant(row, "created_at"),
              Columns.optionalInstant(row, "delivered_at")));
    }
    return deliveries;
  }
}
