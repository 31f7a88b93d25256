package io.darkroom.bench;

import io.darkroom.engine.EngineConfig;
import io.darkroom.engine.ImageEngine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares lanes with sharp. Exit code 0: all goals met, 2: not all, 1: the run failed. */
@Command(
    name = "engine",
    description = "Measures the lanes of the image engine beside sharp, in turns.",
    mixinStandardHelpOptions = true)
public final class EngineCommand implements Callable<Integer> {
  /** What a lane is called on the command line, and the engine's name of it. */
  private static final Map<String, String> LANES =
      Map.of("vips", "libvips", "turbo", "turbo", "portable", "portable");

  private static final String AUTO = "auto";

  @Spec private CommandSpec spec;

  @Option(names = "--rows", split = ",", description = "names of rows (default: all)")
  private Set<String> rows = Set.of();

  @Option(
      names = "--lanes",
      split = ",",
      defaultValue = AUTO,
      description = "vips, turbo, portable, or auto for what the engine picks (default auto)")
  private Set<String> lanes;

  @Option(names = "--rounds", defaultValue = "5", description = "turns of each side (default 5)")
  private int rounds;

  @Option(names = "--slice", defaultValue = "700", description = "ms of a turn (default 700)")
  private long slice;

  @Option(
      names = "--warm",
      defaultValue = "2500",
      description = "ms each side works before it is measured (default 2500)")
  private long warm;

  @Option(names = "--callers", split = ",", defaultValue = "1,2", description = "(default 1,2)")
  private List<Integer> callers;

  @Option(names = "--seed", defaultValue = "1", description = "of the order of turns")
  private long seed;

  @Option(
      names = "--folder",
      required = true,
      description = "of this benchmark: peer/, results/ and target/ lie there")
  private Path folder;

  @Option(names = "--results", description = "file that keeps the newest findings")
  private Path results;

  /** Runs the command. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new EngineCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    requireKnown();
    Path pictures = Files.createDirectories(folder.resolve("target/pictures"));
    Map<String, ImageEngine> engines = new LinkedHashMap<>();
    try (Peer peer = new Peer(folder.resolve("peer").toAbsolutePath(), pictures.toAbsolutePath())) {
      for (String lane : lanes) {
        EngineConfig all = EngineConfig.defaults();
        engines.put(
            lane,
            ImageEngine.open(lane.equals(AUTO) ? all : all.withLanes(Set.of(LANES.get(lane)))));
      }
      Sources sources = new Sources(pictures.toAbsolutePath(), peer);
      Bench bench = new Bench(new Duel(rounds, slice, warm, callers), engines, peer, sources, seed);
      List<Finding> findings = new ArrayList<>();
      for (Row row : Row.all()) {
        if (wanted(row)) {
          findings.addAll(progress(bench.compare(row)));
        }
      }
      if (wanted(Row.srcset())) {
        findings.addAll(progress(bench.share(Row.srcset())));
      }
      Path file = results == null ? folder.resolve("results/engine.json") : results;
      new Report(file, conditions(peer)).write(findings);
      out().print(Report.table(findings));
      out().println("written to " + file);
      out().flush();
      return findings.stream().allMatch(Finding::met) ? 0 : 2;
    } finally {
      engines.values().forEach(ImageEngine::close);
    }
  }

  private List<Finding> progress(List<Finding> findings) {
    findings.forEach(f -> out().println("darkroom: " + f.row() + " " + f.lane() + " " + f.ratio()));
    out().flush();
    return findings;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private boolean wanted(Row row) {
    return rows.isEmpty() || rows.contains(row.name());
  }

  private void requireKnown() {
    Set<String> names = new TreeSet<>();
    Stream.concat(Row.all().stream(), Stream.of(Row.srcset())).forEach(r -> names.add(r.name()));
    if (!names.containsAll(rows)) {
      throw new IllegalArgumentException("--rows takes " + names);
    }
    for (String lane : lanes) {
      if (!lane.equals(AUTO) && !LANES.containsKey(lane)) {
        throw new IllegalArgumentException("--lanes takes auto and " + LANES.keySet());
      }
    }
  }

  private Map<String, Object> conditions(Peer peer) {
    Map<String, Object> conditions = new LinkedHashMap<>();
    conditions.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    conditions.put("cores", Runtime.getRuntime().availableProcessors());
    conditions.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    conditions.put("peer", peer.versions());
    conditions.put("rounds", rounds);
    conditions.put("sliceMillis", slice);
    return conditions;
  }
}
