package io.darkroom.job.store;

import io.darkroom.codecs.message.JobEvent;
import io.darkroom.codecs.message.Message;
import io.darkroom.codecs.message.MessageCodec;
import io.darkroom.kit.postgres.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads the outbox: once to publish, and again for clients that resume a stream. */
public final class OutboxStore {
  /** The kind of a row that goes to the dead letters and to no client. */
  static final String DEAD = "dead";

  private static final int BATCH = 200;
  private static final String WAITING =
      "SELECT position, body FROM job.outbox WHERE NOT published ORDER BY position LIMIT $1";
  private static final String DONE =
      "UPDATE job.outbox SET published = true WHERE position = ANY($1)";
  private static final String OF_JOB =
      """
      SELECT position, body FROM job.outbox
      WHERE job_id = $1 AND sequence > $2 ORDER BY sequence LIMIT $3
      """;
  private static final String NEWEST_OF_OWNER =
      """
      SELECT position, body FROM (
        SELECT DISTINCT ON (job_id) position, body FROM job.outbox
        WHERE owner = $1 AND created_at > $2 AND job_id IS NOT NULL
        ORDER BY job_id, sequence DESC) newest
      ORDER BY position LIMIT 1000
      """;
  private static final String FORGET =
      """
      DELETE FROM job.outbox WHERE position IN (
        SELECT position FROM job.outbox
        WHERE published AND created_at < now() - make_interval(secs => $1)
        ORDER BY position LIMIT 10000)
      """;

  private final Database database;

  /** The outbox of this database. */
  public OutboxStore(Database database) {
    this.database = database;
  }

  /**
   * A message with its place in the outbox.
   *
   * @param position grows with every message
   * @param message the message
   */
  public record Entry(long position, Message message) {}

  /**
   * Hands the oldest waiting messages to {@code publish}, in order, and marks them when it
   * succeeds. Only one instance does so at a time; the others find nothing to do.
   *
   * @return whether there may be more
   */
  public Future<Boolean> relay(Function<List<Entry>, Future<Void>> publish) {
    return database.transaction(
        conn ->
            AdvisoryLock.RELAY
                .tryTake(conn)
                .compose(taken -> taken ? relay(conn, publish) : Future.succeededFuture(false)));
  }

  private Future<Boolean> relay(SqlConnection conn, Function<List<Entry>, Future<Void>> publish) {
    return conn.preparedQuery(WAITING)
        .execute(Tuple.of(BATCH))
        .map(OutboxStore::entries)
        .compose(
            entries ->
                entries.isEmpty()
                    ? Future.succeededFuture(false)
                    : publish
                        .apply(entries)
                        .compose(_ -> done(conn, entries))
                        .map(entries.size() == BATCH));
  }

  private static Future<Void> done(SqlConnection conn, List<Entry> entries) {
    Long[] positions = entries.stream().map(Entry::position).toArray(Long[]::new);
    return conn.preparedQuery(DONE).execute(Tuple.of(positions)).mapEmpty();
  }

  /** A job's events after a sequence number, oldest first. */
  public Future<List<Entry>> ofJob(String jobId, long afterSequence, int limit) {
    return database
        .query(db -> db.preparedQuery(OF_JOB).execute(Tuple.of(jobId, afterSequence, limit)))
        .map(OutboxStore::entries);
  }

  /** The newest event of each of an owner's jobs that changed after a time. */
  public Future<List<Entry>> newestOfOwner(String owner, Instant after) {
    return database
        .query(
            db -> db.preparedQuery(NEWEST_OF_OWNER).execute(Tuple.of(owner, Columns.time(after))))
        .map(OutboxStore::entries);
  }

  /** The events of jobs among these messages. */
  public static List<JobEvent> jobEvents(List<Entry> entries) {
    return entries.stream()
        .map(Entry::message)
        .filter(JobEvent.class::isInstance)
        .map(JobEvent.class::cast)
        .toList();
  }

  /**
   * Removes messages that were published long ago.
   *
   * @return how many
   */
  public Future<Integer> forgetOlderThan(Duration age) {
    return database
        .query(db -> db.preparedQuery(FORGET).execute(Tuple.of(age.toMillis() / 1000.0)))
        .map(RowSet::rowCount);
  }

  private static List<Entry> entries(RowSet<Row> rows) {
    List<Entry> entries = new ArrayList<>();
    for (Row row : rows) {
      byte[] body = row.getString("body").getBytes(StandardCharsets.UTF_8);
      entries.add(new Entry(row.getLong("position"), MessageCodec.decode(body)));
    }
    return entries;
  }
}
