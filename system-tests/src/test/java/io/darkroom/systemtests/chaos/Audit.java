package io.darkroom.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.systemtests.image.Photo;
import io.darkroom.systemtests.platform.Books;
import io.darkroom.systemtests.platform.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must be true when all is over, whatever happened in between. */
final class Audit {
  private static final String COUNTERS_THAT_LIE =
      """
      SELECT j.id FROM job.jobs j LEFT JOIN (
        SELECT job_id,
          count(*) FILTER (WHERE status = 'succeeded') AS succeeded, count(*) AS total
        FROM job.tasks GROUP BY job_id) t ON t.job_id = j.id
      WHERE j.succeeded IS DISTINCT FROM t.succeeded OR j.succeeded IS DISTINCT FROM t.total
        OR j.queued <> 0 OR j.dispatched <> 0 OR j.running <> 0
        OR j.failed <> 0 OR j.cancelled <> 0 OR j.status <> 'succeeded' OR j.finished_at IS NULL
      """;

  /** References counted against references there are: by images and by results. */
  private static final String BLOBS_COUNTED_WRONGLY =
      """
      SELECT b.sha256, b.refs, coalesce(n.needed, 0) FROM job.blobs b FULL JOIN (
        SELECT sha256, count(*) AS needed FROM (
          SELECT sha256 FROM job.images
          UNION ALL SELECT result_sha256 FROM job.tasks WHERE result_sha256 IS NOT NULL) AS u
        GROUP BY sha256) n ON n.sha256 = b.sha256
      WHERE b.refs IS DISTINCT FROM coalesce(n.needed, 0)
      """;

  private static final String TOLD_NOT_ONCE =
      """
      SELECT j.id, count(o.position) FROM job.jobs j
      LEFT JOIN job.outbox o ON o.job_id = j.id AND o.kind = 'job.finished'
      GROUP BY j.id HAVING count(o.position) <> 1
      """;

  private static final String SEQUENCES_REPEATED =
      """
      SELECT job_id, sequence FROM job.outbox WHERE job_id IS NOT NULL
      GROUP BY job_id, sequence HAVING count(*) > 1
      """;

  private final Books books;
  private final Path blobs;

  Audit(Books books, Path blobs) {
    this.books = books;
    this.blobs = blobs;
  }

  /** The database: every task done once, every counter right, every event told. */
  void books(int jobs, int tasks) {
    assertThat(books.rows("SELECT status, count(*) FROM job.tasks GROUP BY status"))
        .as("states of tasks")
        .containsExactly("succeeded " + tasks);
    assertThat(books.number("SELECT count(*) FROM job.jobs")).as("jobs").isEqualTo(jobs);
    assertThat(books.rows(COUNTERS_THAT_LIE)).as("jobs with wrong counters").isEmpty();
    assertThat(books.number("SELECT coalesce(sum(jobs), 0) FROM job.usage"))
        .as("jobs in the usage")
        .isEqualTo(jobs);
    assertThat(books.number("SELECT coalesce(sum(tasks), 0) FROM job.usage"))
        .as("tasks in the usage")
        .isEqualTo(tasks);
    assertThat(books.rows("SELECT DISTINCT kind FROM job.outbox WHERE NOT published"))
        .as("events nobody was told")
        .isEmpty();
    assertThat(books.rows(TOLD_NOT_ONCE)).as("ends told not exactly once").isEmpty();
    assertThat(books.rows(SEQUENCES_REPEATED)).as("events with the same number").isEmpty();
    assertThat(books.number("SELECT count(*) FROM job.outbox WHERE kind = 'dead'"))
        .as("dead letters")
        .isZero();
  }

  /** The blob store: what is referred to is there, whole, and counted. */
  void blobs() {
    assertThat(books.rows(BLOBS_COUNTED_WRONGLY)).as("blobs counted wrongly").isEmpty();
    Map<String, Path> files = new HashMap<>();
    Folders.files(blobs).forEach(file -> files.put(file.getFileName().toString(), file));
    List<String> needed =
        books.rows("SELECT DISTINCT result_sha256, result_bytes FROM job.tasks ORDER BY 1");
    for (String row : needed) {
      String[] expected = row.split(" ", 2);
      assertThat(files).as("blobs of results").containsKey(expected[0]);
      byte[] content = read(files.get(expected[0]));
      assertThat(content).hasSize(Integer.parseInt(expected[1]));
      assertThat(sha256(content)).isEqualTo(expected[0]);
    }
  }

  /** What an owner sees: exactly the jobs submitted, each with one result per task. */
  void seenBy(Owner owner) {
    assertThat(owner.listed()).containsExactlyInAnyOrderElementsOf(owner.jobs().keySet());
    owner.jobs().forEach((id, plan) -> job(owner, id, plan));
  }

  private static void job(Owner owner, String id, JobPlan plan) {
    JsonNode job = owner.get("/api/jobs/" + id);
    assertThat(job.path("status").asText()).as("%s", job).isEqualTo("succeeded");
    assertThat(job.path("progress").path("total").asInt()).isEqualTo(plan.tasks());
    assertThat(job.path("progress").path("done").asInt()).isEqualTo(plan.tasks());
    assertThat(job.path("progress").path("failed").asInt()).isZero();
    Map<String, String> outputs = new HashMap<>();
    job.path("tasks").forEach(t -> outputs.put(t.path("id").asText(), t.path("output").asText()));
    JsonNode results = owner.get("/api/jobs/" + id + "/results").path("results");
    Set<String> tasks = new HashSet<>();
    for (JsonNode result : results) {
      tasks.add(result.path("taskId").asText());
      assertThat(outputs.get(result.path("taskId").asText()))
          .as("the output a result is of")
          .isEqualTo("w" + result.path("width").asInt());
    }
    assertThat(results).as("results of %s", id).hasSize(plan.tasks());
    assertThat(tasks).as("tasks with results").hasSize(plan.tasks());
    Photo picture = Photo.read(owner.download(results.path(0).path("href").asText()));
    assertThat(picture.pixels().getWidth()).isEqualTo(results.path(0).path("width").asInt());
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
