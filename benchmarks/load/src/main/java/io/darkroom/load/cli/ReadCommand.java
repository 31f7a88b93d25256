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
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What the gateway adds to {@code GET /api/jobs/{id}}: the same requests to the gateway and to the
 * job service in turn, so that whatever else the machine does meets both alike. Throughput is
 * compared at saturation, latency at a fixed rate that both sides bear: at saturation latency only
 * repeats what throughput says.
 */
@Command(name = "read", description = "Cost of the gateway on reads.", sortOptions = false)
final class ReadCommand implements Callable<Integer> {
  @Mixin private RunOptions run;

  @Option(names = "--job-url", required = true, description = "the job service itself")
  private URI jobUrl;

  @Option(
      names = "--connections",
      split = ",",
      defaultValue = "64,512,2000",
      description = "(${DEFAULT-VALUE})")
  private List<Integer> connections;

  @Option(names = "--rounds", defaultValue = "3", description = "(${DEFAULT-VALUE})")
  private int rounds;

  @Option(names = "--seconds", defaultValue = "5", description = "a measurement (${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--rate",
      defaultValue = "0",
      description = "requests a second of the latency part (default: a quarter of saturation)")
  private double rate;

  @Option(
      names = "--warm-up",
      defaultValue = "20",
      description = "seconds for each side before anything counts (${DEFAULT-VALUE})")
  private int warmUp;

  private Vertx vertx;
  private Connections gateway;
  private Connections direct;
  private Call call;

  @Override
  public Integer call() throws Exception {
    Report report =
        new Report(
            "read",
            Map.of(
                "rounds",
                rounds,
                "seconds",
                seconds,
                "connections",
                connections,
                "warmUp",
                warmUp));
    vertx = RunOptions.vertx();
    try {
      HttpClientAgent http = RunOptions.client(vertx);
      gateway = new Connections(http, run.url());
      direct = new Connections(http, RunOptions.requireLoopback(jobUrl));
      PlatformClient client = run.platform(http);
      Account account = RunOptions.await(Account.open(client));
      String job = finishedJob(account);
      call = Call.get("/api/jobs/" + job, RunOptions.await(account.renew()).token());
      warmUp(connections.getFirst());
      for (int count : connections) {
        call = Call.get("/api/jobs/" + job, RunOptions.await(account.renew()).token());
        compare(report, count);
      }
    } finally {
      vertx.close().await();
    }
    return run.finish(report);
  }

  private String finishedJob(Account account) throws TimeoutException {
    String image = RunOptions.await(account.upload(Photos.of(640, 480).unique()));
    List<String> recipes = List.of("resize:320x/jpeg", "resize:160x/jpeg", "grayscale/png");
    String job = RunOptions.await(account.createJob(image, recipes));
    RunOptions.await(account.awaitJob(vertx, job, Duration.ofMillis(100)));
    return job;
  }

  /**
   * Compiled code is compared with compiled code: the way through the gateway is the longer one.
   */
  private void warmUp(int count) throws TimeoutException {
    for (int half = 0; half < 2; half++) {
      saturate(direct, count, warmUp / 2);
      saturate(gateway, count, warmUp / 2);
    }
  }

  private void compare(Report report, int count) throws TimeoutException {
    List<Measurement> viaGateway = new ArrayList<>();
    List<Measurement> straight = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      System.out.printf("%d connections, round %d of %d%n", count, round, rounds);
      straight.add(report.row("direct, saturated", saturate(direct, count, 1)));
      viaGateway.add(report.row("gateway, saturated", saturate(gateway, count, 1)));
    }
    double ratio =
        median(viaGateway, Measurement::perSecond) / median(straight, Measurement::perSecond);
    double paced = rate > 0 ? rate : median(viaGateway, Measurement::perSecond) / 4;
    List<Measurement> pacedGateway = new ArrayList<>();
    List<Measurement> pacedDirect = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      pacedDirect.add(report.row("direct, fixed rate", pace(direct, count, paced)));
      pacedGateway.add(report.row("gateway, fixed rate", pace(gateway, count, paced)));
    }
    double added =
        median(pacedGateway, m -> m.latencyMs().p50())
            - median(pacedDirect, m -> m.latencyMs().p50());
    viaGateway.addAll(pacedGateway);
    double errors = viaGateway.stream().mapToInt(Measurement::errors).sum();
    report.goal(Goal.atMost(count + " connections: throughput lost, %", 100 * (1 - ratio), 35));
    report.goal(Goal.atMost(count + " connections: added at p50, ms", added, 1));
    report.goal(Goal.atMost(count + " connections: errors through the gateway", errors, 0));
  }

  private Measurement saturate(Connections to, int count, int warmUp) throws TimeoutException {
    Pace pace = new Pace(Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds));
    return RunOptions.await(ClosedLoop.run(vertx, to, count, pace, () -> call));
  }

  private Measurement pace(Connections to, int count, double perSecond) throws TimeoutException {
    Pace pace = new Pace(Duration.ofSeconds(1), Duration.ofSeconds(seconds));
    return RunOptions.await(OpenLoop.run(vertx, to, count, perSecond, pace, () -> call));
  }

  private static double median(List<Measurement> of, ToDoubleFunction<Measurement> value) {
    double[] sorted = of.stream().mapToDouble(value).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
