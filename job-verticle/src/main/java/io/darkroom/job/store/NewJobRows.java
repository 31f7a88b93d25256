package io.darkroom.job.store;

import io.darkroom.codecs.message.EventKind;
import io.darkroom.codecs.message.JobEvent;
import io.darkroom.codecs.message.Progress;
import io.darkroom.job.domain.JobStatus;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Writes a job, its outputs, its tasks, its event and its usage in one statement: what the rate of
 * submissions hangs on.
 */
final class NewJobRows {
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

  private NewJobRows() {}

  /**
   * Writes all of these jobs or none, in one round trip and, outside a transaction, one commit.
   * Counts usage in one shard and in the order of owners, so that two commits that count for the
   * same owners wait and do not deadlock.
   */
  static Future<Void> insert(SqlClient client, List<NewJob> jobs) {
    int shard = ThreadLocalRandom.current().nextInt(SHARDS);
    List<Tuple> rows =
        jobs.stream()
            .sorted(Comparator.comparing(NewJob::owner).thenComparing(NewJob::createdAt))
            .map(job -> row(job, shard))
            .toList();
    return client.preparedQuery(INSERT).executeBatch(rows).mapEmpty();
  }

  /** Source pixels that will be read, in thousands, each image at least one. */
  static long kilopixels(NewJob job) {
    return kilopixels(perTask(job));
  }

  private static List<StoredImage> perTask(NewJob job) {
    return job.images().stream()
        .<StoredImage>mapMulti((image, sink) -> job.outputs().forEach(_ -> sink.accept(image)))
        .toList();
  }

  private static Tuple row(NewJob job, int shard) {
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
        .addInteger(shard)
        .addLong(kilopixels(perTask))
        .addString(EventKind.JOB_CREATED.wire())
        .addString(Outbox.text(created(job)));
  }

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
