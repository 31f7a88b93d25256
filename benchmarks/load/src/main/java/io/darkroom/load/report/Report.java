package io.darkroom.load.report;

import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.darkroom.load.drive.Measurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the rows and goals of one benchmark. */
public final class Report {
  private static final String LINE = "%-34s %6s %9s %7s %9s %8s %8s %8s %8s%n";

  private final String benchmark;
  private final Map<String, Object> settings;
  private final Machine machine = Machine.here();
  private final List<Measurement> rows = new ArrayList<>();
  private final List<Goal> goals = new ArrayList<>();

  /** A report on a benchmark run with these settings. */
  public Report(String benchmark, Map<String, Object> settings) {
    this.benchmark = benchmark;
    this.settings = Map.copyOf(settings);
  }

  /** Adds a row under a name of its own. */
  public Measurement row(String name, Measurement m) {
    Measurement named =
        new Measurement(
            name,
            m.connections(),
            m.seconds(),
            m.requests(),
            m.errors(),
            m.perSecond(),
            m.latencyMs(),
            m.errorKinds());
    rows.add(named);
    return named;
  }

  /** Adds a goal. */
  public void goal(Goal goal) {
    goals.add(goal);
  }

  /** Whether every goal was met. */
  public boolean met() {
    return goals.stream().allMatch(Goal::met);
  }

  /** The rows and goals for people; milliseconds. */
  public String table() {
    StringBuilder out = new StringBuilder();
    out.append(
        LINE.formatted(
            benchmark, "conns", "requests", "errors", "per s", "p50", "p90", "p99", "max"));
    for (Measurement m : rows) {
      out.append(
          LINE.formatted(
              m.name(),
              m.connections(),
              m.requests(),
              m.errors(),
              "%.0f".formatted(m.perSecond()),
              "%.2f".formatted(m.latencyMs().p50()),
              "%.2f".formatted(m.latencyMs().p90()),
              "%.2f".formatted(m.latencyMs().p99()),
              "%.1f".formatted(m.latencyMs().max())));
      if (!m.errorKinds().isEmpty()) {
        out.append("  errors: ").append(m.errorKinds()).append(System.lineSeparator());
      }
    }
    goals.forEach(goal -> out.append(goal).append(System.lineSeparator()));
    return out.toString();
  }

  /** Writes everything to {@code <benchmark>-<time>.json} in a folder and returns the file. */
  public Path write(Path folder) throws IOException {
    Instant at = Instant.now();
    String time = at.toString().replaceAll("[-:]|\\..*", "");
    Path file = Files.createDirectories(folder).resolve(benchmark + "-" + time + ".json");
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("benchmark", benchmark);
    content.put("at", at.toString());
    content.put("machine", machine);
    content.put("settings", settings);
    content.put("rows", rows);
    content.put("goals", goals);
    Files.write(
        file, new ObjectMapper().writer(new DefaultPrettyPrinter()).writeValueAsBytes(content));
    return file;
  }
}
