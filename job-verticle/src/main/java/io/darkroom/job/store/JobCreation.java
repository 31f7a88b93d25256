package io.darkroom.job.store;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.message.EventKind;
import io.darkroom.codecs.message.JobEvent;
import io.darkroom.codecs.message.Progress;
import io.darkroom.job.domain.JobStatus;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Writes a job, its outputs, its tasks, its event and its usage in one statement, which is one
 * round trip and one commit: what the rate of submissions hangs on.
 */
public final class JobCreation {
  private static final int SHARDS = 16;
  private static final String INSERT =
      """
      WITH new_job AS (
        INSERT INTO job.jobs (id, owner, name, priority, status, queued, webhook, traceparent,
          created_at, updated_at)
        VALUES ($1::text, $2::text, $3, $4::int, 'queued', $5::int, $6, $7, $8::timestamptz,
          $8::timestamptz)),
      new_outputs AS (
        INSERT INTO job.outputs (job_id, no, name, recipe)
        SELECT $1::text, no - 1, name, recipe
        FROM unnest($9::text[], $10::text[]) WITH ORDINALITY AS u (name, recipe, no)),
      new_tasks AS (
        INSERT INTO job.tasks (id, job_id, image_no, output_no, owner, image_id, watermarks, lane,
          priority, status, not_before, created_at)
        SELECT id, $1::text, (no - 1) / $11::int, (no - 1) % $11::int, $2::text, image_id,
          string_to_array(watermarks, ' '), lane, $4::int, 'queued', $8::timestamptz,
          $8::timestamptz
        FROM unnest($12::text[], $13::text[], $14::text[], $15::text[])
          WITH ORDINALITY AS u (id, image_id, lane, watermarks, no)),
      used AS (
        INSERT INTO job.usage AS u (owner, day, shard, jobs, tasks, kilopixels)
        VALUES ($2::text, ($8::timestamptz AT TIME ZONE 'UTC')::date, $16::int, 1, $5::int,
          $17::bigint)
        ON CONFLICT (owner, day, shard) DO UPDATE SET jobs = u.jobs + 1,
          tasks = u.tasks + excluded.tasks, kilopixels = u.kilopixels + excluded.kilopixels)
      INSERT INTO job.outbox (kind, owner, job_id, sequence, body) VALUES ($18, $2::text, $1::text, 1, $19)
      """;

  private static final String CLAIM_KEY =
      """
      INSERT INTO job.idempotency (owner, key, body_hash, job_id) VALUES ($1, $2, $3, $4)
      ON CONFLICT (owner, key) DO NOTHING
      """;
  private static final String FORGET_KEYS =
      "DELETE FROM job.idempotency WHERE created_at < now() - make_interval(secs => $1)";
  private static final String FIND_KEY =
      "SELECT body_hash, job_id FROM job.idempotency WHERE owner = $1 AND key = $2";

  private final Pool pool;
  private final UsageStore usage;

  /** Writes to this database. */
  public JobCreation(Pool pool, UsageStore usage) {
    this.pool = pool;
    this.usage = usage;
  }

  /** Writes the job; fails with {@code quota-exceeded} when it is too much work for today. */
  public Future<Void> create(NewJob job, Quota quota) {
    return quota.megapixelsPerDay().isEmpty()
        ? create(pool, job)
        : pool.withTransaction(conn -> createWithin(conn, job, quota));
  }

  private Future<Void> createWithin(SqlConnection conn, NewJob job, Quota quota) {
    return usage
        .requireWork(conn, job.owner(), quota, kilopixels(perTask(job)))
        .compose(_ -> create(conn, job));
  }

  /**
   * Writes the job unless this owner has sent this key before.
   *
   * @param bodyHash tells whether it is the same request
   * @return the id of the job that is there now; fails with {@code conflict} when the key was sent
   *     with another request
   */
  public Future<String> createOnce(NewJob job, Quota quota, String key, String bodyHash) {
    return pool.withTransaction(
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
    return pool.preparedQuery(FORGET_KEYS)
        .execute(Tuple.of(age.toMillis() / 1000.0))
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

  Future<Void> create(SqlClient client, NewJob job) {
    return client.preparedQuery(INSERT).execute(parameters(job)).mapEmpty();
  }

  private static List<StoredImage> perTask(NewJob job) {
    return job.images().stream()
        .<StoredImage>mapMulti((image, sink) -> job.outputs().forEach(_ -> sink.accept(image)))
        .toList();
  }

  private static Tuple parameters(NewJob job) {
    int outputs = job.outputs().size();
    List<StoredImage> perTask = perTask(job);
    String[] watermarks = new String[perTask.size()];
    for (int i = 0; i < watermarks.length; i++) {
      watermarks[i] = String.join(" ", job.outputs().get(i % outputs).watermarks());
    }
    return Tuple.tuple()
        .addString(job.id())
        .addString(job.owner())
        .addString(job.name())
        .addInteger(job.priority())
        .addInteger(perTask.size())
        .addString(job.webhook().orElse(null))
        .addString(job.traceparent())
        .addOffsetDateTime(Columns.time(job.createdAt()))
        .addArrayOfString(job.outputs().stream().map(NewJob.NewOutput::name).toArray(String[]::new))
        .addArrayOfString(
            job.outputs().stream().map(NewJob.NewOutput::recipe).toArray(String[]::new))
        .addInteger(outputs)
        .addArrayOfString(job.taskIds().toArray(String[]::new))
        .addArrayOfString(perTask.stream().map(StoredImage::id).toArray(String[]::new))
        .addArrayOfString(perTask.stream().map(i -> i.lane().wire()).toArray(String[]::new))
        .addArrayOfString(watermarks)
        .addInteger(ThreadLocalRandom.current().nextInt(SHARDS))
        .addLong(kilopixels(perTask))
        .addString(EventKind.JOB_CREATED.wire())
        .addString(Outbox.text(created(job)));
  }

  /** Source pixels that will be read, in thousands, each image at least one. */
  private static long kilopixels(List<StoredImage> perTask) {
    return perTask.stream()
        .mapToLong(i -> Math.max(1, (long) i.width() * i.height() * i.frames() / 1000))
        .sum();
  }

  private static JobEvent created(NewJob job) {
    return new JobEvent(
        job.id(),
        job.owner(),
        1,
        EventKind.JOB_CREATED,
        job.createdAt(),
        JobStatus.QUEUED.wire(),
        new Progress(job.taskIds().size(), 0, 0),
        Optional.empty());
  }
}
