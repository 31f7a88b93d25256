package io.darkroom.kit.http;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Whether a service can do its work. Safe for use by any thread. */
public final class Health {
  private static final long CHECK_SECONDS = 2;

  private final Map<String, Supplier<Future<Void>>> checks = new ConcurrentSkipListMap<>();
  private final Map<String, Supplier<Optional<String>>> notes = new ConcurrentSkipListMap<>();
  private final Map<String, Supplier<String>> facts = new ConcurrentSkipListMap<>();
  private volatile boolean accepting = true;

  /**
   * One line of a report.
   *
   * @param name what was checked
   * @param status {@code UP}, {@code DOWN}, or {@code DEGRADED}: works, but not as it should
   * @param detail why it is not up, or what is worth knowing
   */
  public record Finding(String name, String status, Optional<String> detail) {}

  /**
   * All findings together.
   *
   * @param status {@code UP} or {@code DOWN}
   * @param checks the single findings
   */
  public record Report(String status, List<Finding> checks) {
    /** Whether the service can take requests. */
    public boolean ready() {
      return status.equals("UP");
    }
  }

  /** Adds something the service cannot work without; a failed or late future means it is away. */
  public Health register(String name, Supplier<Future<Void>> check) {
    checks.put(name, check);
    return this;
  }

  /** Adds something the service can work without, worse: a text says what is wrong right now. */
  public Health note(String name, Supplier<Optional<String>> degraded) {
    notes.put(name, degraded);
    return this;
  }

  /** Adds something worth knowing, which is never wrong. */
  public Health inform(String name, Supplier<String> text) {
    facts.put(name, text);
    return this;
  }

  /** From now on the service is not ready, whatever the checks say: it goes down. */
  public void notReady() {
    accepting = false;
  }

  /** Runs every check. */
  public Future<Report> report() {
    List<Future<Finding>> running = new ArrayList<>();
    checks.forEach((name, check) -> running.add(finding(name, check)));
    return Future.all(running).map(all -> collect(all.list()));
  }

  private Report collect(List<Finding> found) {
    List<Finding> findings = new ArrayList<>(found);
    facts.forEach((name, t) -> findings.add(new Finding(name, "UP", Optional.of(t.get()))));
    notes.forEach(
        (name, note) ->
            findings.add(
                note.get()
                    .map(t -> new Finding(name, "DEGRADED", Optional.of(t)))
                    .orElseGet(() -> new Finding(name, "UP", Optional.empty()))));
    if (!accepting) {
      findings.add(new Finding("lifecycle", "DOWN", Optional.of("going down")));
    }
    boolean down = findings.stream().anyMatch(f -> f.status().equals("DOWN"));
    return new Report(down ? "DOWN" : "UP", findings);
  }

  private static Future<Finding> finding(String name, Supplier<Future<Void>> check) {
    return Future.<Void>future(p -> check.get().onComplete(p))
        .timeout(CHECK_SECONDS, TimeUnit.SECONDS)
        .map(up -> new Finding(name, "UP", Optional.empty()))
        .otherwise(e -> new Finding(name, "DOWN", Optional.of(Problems.failureOf(e).detail())));
  }
}
