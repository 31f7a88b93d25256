package io.darkroom.load.cli;

import io.darkroom.load.client.Account;
import io.darkroom.load.client.Photos;
import io.darkroom.load.client.PlatformClient;
import io.darkroom.load.drive.Journeys;
import io.darkroom.load.drive.Measurement;
import io.darkroom.load.report.Goal;
import io.darkroom.load.report.Report;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Upload, job, wait, download, by several clients at once: what a user of the whole feels. */
@Command(name = "journey", description = "Upload to result.", sortOptions = false)
final class JourneyCommand implements Callable<Integer> {
  private static final List<String> RECIPES =
      List.of("resize:1200x/jpeg:q=80", "resize:320x240,fit=cover/jpeg:q=80");
  private static final Duration POLL = Duration.ofMillis(20);

  @Mixin private RunOptions run;

  @Option(names = "--photos", defaultValue = "200", description = "(${DEFAULT-VALUE})")
  private int photos;

  @Option(names = "--clients", defaultValue = "8", description = "at once (${DEFAULT-VALUE})")
  private int clients;

  @Option(names = "--width", defaultValue = "2000", description = "pixels (${DEFAULT-VALUE})")
  private int width;

  private Vertx vertx;
  private Photos files;

  @Override
  public Integer call() throws Exception {
    Report report =
        new Report("journey", Map.of("photos", photos, "clients", clients, "width", width));
    vertx = RunOptions.vertx();
    try {
      PlatformClient client = run.platform(RunOptions.client(vertx));
      files = Photos.of(width, width * 3 / 4);
      Account account = RunOptions.await(Account.open(client));
      System.out.printf("%d photos, %d clients%n", photos, clients);
      RunOptions.await(Journeys.run(vertx, clients, clients * 2, () -> journey(account)));
      Measurement all =
          RunOptions.await(Journeys.run(vertx, clients, photos, () -> journey(account)));
      report.row("upload, 2 outputs, download", all);
      report.goal(Goal.atMost("errors", all.errors(), 0));
    } finally {
      vertx.close().await();
    }
    return run.finish(report);
  }

  private Future<Void> journey(Account account) {
    return account
        .upload(files.unique())
        .compose(image -> account.createJob(image, RECIPES))
        .compose(job -> account.awaitJob(vertx, job, POLL))
        .timeout(120, TimeUnit.SECONDS)
        .compose(
            job ->
                job.path("status").asText().equals("succeeded")
                    ? account.downloadFirst(job.path("id").asText()).mapEmpty()
                    : Future.failedFuture("job " + job.path("status").asText()));
  }
}
