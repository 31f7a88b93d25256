package io.darkroom.load.cli;

import io.darkroom.load.client.Account;
import io.darkroom.load.client.Photos;
import io.darkroom.load.client.PlatformClient;
import io.darkroom.load.drive.Call;
import io.darkroom.load.drive.ClosedLoop;
import io.darkroom.load.drive.Connections;
import io.darkroom.load.drive.Measurement;
import io.darkroom.load.drive.OpenLoop;
import io.darkroom.load.drive.Pace;
import io.darkroom.load.report.Goal;
import io.darkroom.load.report.Report;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * How many jobs a second are accepted, each durable before its 202. The jobs are real: the workers
 * run them at the same time on the same machine.
 */
@Command(name = "submit", description = "Job submissions a second.", sortOptions = false)
final class SubmitCommand implements Callable<Integer> {
  private static final int IMAGES = 16;

  @Mixin private RunOptions run;

  @Option(names = "--rate", defaultValue = "500", description = "jobs a second (${DEFAULT-VALUE})")
  private double rate;

  @Option(names = "--seconds", defaultValue = "20", description = "counted (${DEFAULT-VALUE})")
  private int seconds;

  @Option(names = "--warm-up", defaultValue = "60", description = "seconds (${DEFAULT-VALUE})")
  private int warmUp;

  @Option(names = "--connections", defaultValue = "64", description = "(${DEFAULT-VALUE})")
  private int connections;

  @Option(names = "--owners", defaultValue = "8", description = "accounts (${DEFAULT-VALUE})")
  private int owners;

  private Vertx vertx;
  private PlatformClient client;
  private long submitted;

  private record Owner(Account account, List<String> images) {}

  @Override
  public Integer call() throws Exception {
    Report report =
        new Report(
            "submit", Map.of("rate", rate, "seconds", seconds, "warmUp", warmUp, "owners", owners));
    vertx = RunOptions.vertx();
    try {
      HttpClientAgent http = RunOptions.client(vertx);
      client = run.platform(http);
      List<Owner> all = prepare();
      Connections to = new Connections(http, run.url());
      Supplier<Call> calls = () -> next(all);
      warmUp(to, calls);
      Pace pace = new Pace(Duration.ofSeconds(2), Duration.ofSeconds(seconds));
      System.out.printf("%.0f jobs a second for %d s%n", rate, seconds);
      Measurement paced = RunOptions.await(OpenLoop.run(vertx, to, connections, rate, pace, calls));
      report.row("jobs at a fixed rate", paced);
      System.out.printf("as many as possible for %d s%n", seconds);
      Pace shortWarmUp = new Pace(Duration.ofSeconds(3), Duration.ofSeconds(seconds));
      Measurement fastest =
          RunOptions.await(ClosedLoop.run(vertx, to, connections, shortWarmUp, calls));
      report.row("jobs as fast as accepted", fastest);
      report.goal(Goal.atLeast("accepted a second", paced.perSecond(), Math.min(rate, 500) * 0.99));
      report.goal(Goal.atMost("p99 below 100 ms", paced.latencyMs().p99(), 100));
      report.goal(Goal.atMost("errors", paced.errors() + fastest.errors(), 0));
      drain(report, all);
    } finally {
      vertx.close().await();
    }
    return run.finish(report);
  }

  /**
   * Not at the fixed rate: what a cold platform cannot take of that yet would wait in line, and the
   * line would then be counted for as long as it takes to shrink.
   */
  private void warmUp(Connections to, Supplier<Call> calls) throws Exception {
    System.out.printf("warming up for %d s%n", warmUp);
    Pace pace = new Pace(Duration.ofSeconds(warmUp), Duration.ofSeconds(1));
    RunOptions.await(ClosedLoop.run(vertx, to, connections, pace, calls));
  }

  private List<Owner> prepare() throws Exception {
    Photos photos = Photos.of(64, 48);
    List<Owner> all = new ArrayList<>();
    for (int i = 0; i < owners; i++) {
      Account account = RunOptions.await(Account.open(client));
      List<String> images = new ArrayList<>();
      for (int k = 0; k < IMAGES; k++) {
        images.add(RunOptions.await(account.upload(photos.unique())));
      }
      all.add(new Owner(account, images));
    }
    return all;
  }

  /** The next owner in turn, one of its images, and a recipe that few jobs before it had. */
  private Call next(List<Owner> all) {
    long n = submitted++;
    Owner owner = all.get((int) (n % all.size()));
    long turn = n / all.size();
    String image = owner.images().get((int) (turn % IMAGES));
    long variant = turn / IMAGES;
    String recipe = "resize:%dx/jpeg:q=%d".formatted(8 + variant % 50, 30 + variant / 50 % 60);
    return new Call(
        HttpMethod.POST,
        "/api/jobs",
        Map.of(
            "Authorization",
            "Bearer " + owner.account().token(),
            "Content-Type",
            "application/json"),
        PlatformClient.encode(Account.jobBody(image, List.of(recipe))),
        202);
  }

  /** Every accepted job must end, and well; how long that takes says what the workers can do. */
  private void drain(Report report, List<Owner> all) throws Exception {
    // Should the wait be cut short, what was measured is on the screen.
    System.out.print(report.table());
    System.out.println("waiting for " + submitted + " jobs to finish");
    long start = System.nanoTime();
    int failed = 0;
    for (Owner owner : all) {
      Account account = RunOptions.await(owner.account().renew());
      RunOptions.await(untilNone(account, "queued").compose(_ -> untilNone(account, "running")));
      failed += RunOptions.await(account.countJobs("failed"));
    }
    System.out.printf("finished %.1f s later%n", (System.nanoTime() - start) / 1e9);
    report.goal(Goal.atMost("failed jobs", failed, 0));
  }

  private Future<Void> untilNone(Account account, String status) {
    return account
        .countJobs(status)
        .compose(
            count ->
                count == 0
                    ? Future.succeededFuture()
                    : vertx
                        .timer(250, TimeUnit.MILLISECONDS)
                        .compose(_ -> untilNone(account, status)));
  }
}
