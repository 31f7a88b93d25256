package io.darkroom.job.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.codecs.message.Lane;
import io.darkroom.codecs.message.TaskBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A large backlog of one owner, and a single task of another. */
class FairnessIT {
  private static final int WAITING = 16;
  private static final int SLOTS = 4;

  @Test
  void aSingleTaskWaitsForOneTurnOverOfTheWorkersOnly() throws Exception {
    try (JobPlatform platform =
        JobPlatform.start(Map.of("job.dispatch.waiting", String.valueOf(WAITING)))) {
      JobClient crowd = platform.client("usr_crowd");
      JobClient single = platform.client("usr_single");
      List<String> images = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        images.add(crowd.image(i));
      }
      String alone = single.image(99);
      try (TestWorker worker =
          new TestWorker(platform, Lane.NORMAL, SLOTS, Duration.ofMillis(20), TestWorker.SUCCEED)) {
        // 40 jobs of 10 images and 25 outputs are 10,000 tasks.
        String[] outputs = new String[25];
        for (int i = 0; i < outputs.length; i++) {
          outputs[i] = "resize:" + (100 + i) + "x/jpeg";
        }
        for (int i = 0; i < 40; i++) {
          crowd.job(images, outputs);
        }
        await()
            .atMost(Duration.ofSeconds(JobPlatform.LIMIT_SECONDS))
            .until(() -> worker.batches.size() >= 5);

        int before = worker.batches.size();
        String job = single.job(List.of(alone), "jpeg");
        single.awaitJob(job, "succeeded");

        int ahead = 0;
        for (TaskBatch batch : worker.batches.subList(before, worker.batches.size())) {
          if (batch.jobId().equals(job)) {
            break;
          }
          ahead += batch.tasks().size();
        }
        // What was in the window when it came, and what the workers held: no more goes first.
        int unit = outputs.length;
        assertThat(ahead).isLessThanOrEqualTo(WAITING + unit + SLOTS * unit);
        assertThat(platform.count("SELECT count(*) FROM job.tasks WHERE status = 'queued'"))
            .isGreaterThan(5_000);
      }
    }
  }
}
