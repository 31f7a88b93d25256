package io.darkroom.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.embedded.PostgresAddress;
import io.darkroom.embedded.TestBackends;
import io.darkroom.systemtests.client.Api;
import io.darkroom.systemtests.client.User;
import io.darkroom.systemtests.image.Photo;
import io.darkroom.systemtests.platform.Books;
import io.darkroom.systemtests.platform.SeparatePlatform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * One owner's flood must not hold up another owner's single task. The delay is counted in the
 * flood's tasks that end in between, which does not depend on how fast the machine is.
 */
class FairnessIT {
  private static final int JOBS = 20;
  private static final int IMAGES = 10;
  private static final int OUTPUTS = 5;
  private static final int VISITS = 5;

  /** What the job service lets wait in the broker by default, and a unit more: none is ever cut. */
  private static final long WAITING = 16 + OUTPUTS;

  /** And what a worker may hold for each core of a small machine. */
  private static final long WITH_WORKERS = 8 * OUTPUTS;

  @Test
  void aFloodDelaysAnotherOwnerByNoMoreThanWhatTheWorkersAlreadyHold() {
    TestBackends backends = TestBackends.get();
    PostgresAddress database = backends.newDatabase();
    Books books = new Books(() -> database);
    try (SeparatePlatform platform =
        SeparatePlatform.start(database, backends.newRedis(), backends.newBroker(), List.of())) {
      Api api = new Api(platform::base);
      User flooder = User.register(api);
      User visitor = User.register(api);
      String image = upload(visitor, 999);
      flood(flooder);
      try (Progress progress = Progress.watch(books, Duration.ofSeconds(90))) {
        progress.await(10 * OUTPUTS);
      }

      List<String> visits = new ArrayList<>();
      for (int visit = 0; visit < VISITS; visit++) {
        visits.add(visit(visitor, image, 40 + visit));
      }

      assertThat(books.number("SELECT count(*) FROM job.tasks WHERE status = 'queued'"))
          .as("what is left of the flood")
          .isGreaterThan(JOBS * IMAGES);
      for (String visit : visits) {
        long handedOver = handedOverBefore(books, visit);
        assertThat(handedOver).as("handed over before").isLessThanOrEqualTo(WAITING + WITH_WORKERS);
        assertThat(endedInBetween(books, visit))
            .as("of the flood ended in between")
            .isLessThanOrEqualTo(handedOver + WAITING);
      }
    }
  }

  /** Tasks of the flood that were with the broker or a worker when the single job came. */
  private static long handedOverBefore(Books books, String jobId) {
    return books.number(
        """
        SELECT count(*) FROM job.tasks flood, job.tasks single
        WHERE single.job_id = '%s' AND flood.owner <> single.owner
          AND flood.dispatched_at <= single.created_at
          AND (flood.finished_at IS NULL OR flood.finished_at > single.created_at)
        """
            .formatted(jobId));
  }

  /** Tasks of the flood that ended while the single job was waited for. */
  private static long endedInBetween(Books books, String jobId) {
    return books.number(
        """
        SELECT count(*) FROM job.tasks flood, job.tasks single
        WHERE single.job_id = '%s' AND flood.owner <> single.owner
          AND flood.finished_at > single.created_at AND flood.finished_at <= single.finished_at
        """
            .formatted(jobId));
  }

  private static void flood(User flooder) {
    List<String> images =
        IntStream.range(0, IMAGES).mapToObj(seed -> upload(flooder, seed)).toList();
    for (int job = 0; job < JOBS; job++) {
      int quality = 50 + job;
      flooder.createJob(
          images,
          IntStream.range(0, OUTPUTS)
              .mapToObj(n -> "resize:" + (400 + n) + "x/jpeg:q=" + quality)
              .toList());
    }
  }

  private static String visit(User visitor, String image, int quality) {
    JsonNode created = visitor.createJob(List.of(image), List.of("resize:64x/jpeg:q=" + quality));
    String id = created.path("id").asText();
    JsonNode job = visitor.awaitJob(id, Duration.ofSeconds(60));
    assertThat(job.path("status").asText()).as("%s", job).isEqualTo("succeeded");
    return id;
  }

  private static String upload(User user, int seed) {
    Photo photo = Photo.jpeg(1600, 1200, seed);
    return user.upload("p.jpg", "image/jpeg", photo.bytes()).path("id").asText();
  }
}
