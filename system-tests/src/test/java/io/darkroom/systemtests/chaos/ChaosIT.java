package io.darkroom.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.systemtests.client.Api;
import io.darkroom.systemtests.platform.Books;
import io.darkroom.systemtests.platform.Folders;
import io.darkroom.systemtests.platform.SeparatePlatform;
import io.darkroom.systemtests.platform.SeparatePlatform.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The promise of the platform, under the worst that can happen to a machine that stays up. */
class ChaosIT {
  private static final Logger log = LoggerFactory.getLogger(ChaosIT.class);

  /** What is tested here is what becomes of work that was let in. */
  private static final List<String> OPTIONS = List.of("--gateway.rates.enabled=false");

  private final Scale scale = Scale.asked();
  private final AtomicLong submitted = new AtomicLong();

  @Test
  void nothingIsLostStuckOrDoubled() throws Exception {
    log.info("chaos: {}", scale);
    Random random = new Random(scale.seed());
    List<JobPlan> plans = JobPlan.draw(scale, random);
    List<Fault> faults = Fault.draw(scale.faults(), random);
    Path folder = Files.createTempDirectory("darkroom-chaos-");
    try (Servers servers = Servers.start(folder)) {
      Books books = new Books(servers::postgresItself);
      try (SeparatePlatform platform =
              SeparatePlatform.start(
                  servers.postgres(), servers.redis(), servers.broker(), OPTIONS);
          Progress progress = Progress.watch(books, scale.silence())) {
        List<Owner> owners = owners(new Api(platform::base));
        try (ExecutorService threads = Executors.newFixedThreadPool(scale.owners())) {
          List<Future<?>> submissions = submit(threads, owners, plans, progress);
          strike(platform, servers, faults, progress, random);
          for (Future<?> submission : submissions) {
            submission.get();
          }
        }
        progress.await(scale.tasks());
        check(books, platform, owners, plans.size());
      }
    } finally {
      Folders.delete(folder);
    }
  }

  private List<Owner> owners(Api api) {
    return IntStream.range(0, scale.owners()).mapToObj(n -> Owner.register(api, n)).toList();
  }

  /** Every owner submits at once, but never so far ahead that the faults would meet no requests. */
  private List<Future<?>> submit(
      ExecutorService threads, List<Owner> owners, List<JobPlan> plans, Progress progress) {
    List<Future<?>> submissions = new ArrayList<>();
    for (int number = 0; number < owners.size(); number++) {
      Owner owner = owners.get(number);
      int mine = number;
      List<JobPlan> own = plans.stream().filter(plan -> plan.owner() == mine).toList();
      submissions.add(threads.submit(() -> own.forEach(plan -> submit(owner, plan, progress))));
    }
    return submissions;
  }

  private void submit(Owner owner, JobPlan plan, Progress progress) {
    Awaitility.await("room for more tasks")
        .atMost(scale.silence().multipliedBy(2))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> submitted.get() - progress.ended() < scale.tasks() / 4);
    owner.submit(plan);
    submitted.addAndGet(plan.tasks());
  }

  /** Spreads the faults over the tasks, so that each meets work in every state. */
  private void strike(
      SeparatePlatform platform,
      Servers servers,
      List<Fault> faults,
      Progress progress,
      Random random) {
    double share = scale.tasks() / (faults.size() + 0.5);
    for (int i = 0; i < faults.size(); i++) {
      progress.await((long) ((i + 0.2 + 0.6 * random.nextDouble()) * share));
      long start = System.nanoTime();
      faults.get(i).strike(platform, servers);
      log.atInfo()
          .addKeyValue("fault", faults.get(i))
          .addKeyValue("ended", progress.ended())
          .addKeyValue("ms", (System.nanoTime() - start) / 1_000_000)
          .log("struck and back");
    }
  }

  private void check(Books books, SeparatePlatform platform, List<Owner> owners, int jobs) {
    Awaitility.await("all events told")
        .atMost(Duration.ofSeconds(60))
        .until(() -> books.number("SELECT count(*) FROM job.outbox WHERE NOT published") == 0);
    Audit audit = new Audit(books, platform.blobs());
    audit.books(jobs, scale.tasks());
    audit.blobs();
    owners.forEach(audit::seenBy);
    for (Service service : Service.values()) {
      assertThat(platform.isAlive(service)).as("%s runs", service).isTrue();
    }
  }
}
