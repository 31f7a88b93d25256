package io.darkroom.systemtests.platform;

import io.darkroom.testing.ShortJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A Java process on this test's class path, its output kept in a file. */
final class ChildJvm {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final Process process;
  private final Path log;

  private ChildJvm(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static ChildJvm start(String mainClass, Path log, List<String> arguments) {
    List<String> command = ShortJvm.command(mainClass);
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    try {
      Files.createDirectories(log.getParent());
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      return new ChildJvm(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for output that matches, and returns its first group. */
  String await(Pattern pattern) {
    try {
      return Awaitility.await()
          .atMost(START_LIMIT)
          .pollInterval(Duration.ofMillis(100))
          .until(() -> endedOrFind(pattern), Optional::isPresent)
          .orElseThrow();
    } catch (ConditionTimeoutException | IllegalStateException e) {
      throw new IllegalStateException("no line like " + pattern + " in:\n" + output(), e);
    }
  }

  private Optional<String> endedOrFind(Pattern pattern) {
    Matcher matcher = pattern.matcher(output());
    Optional<String> found = Optional.empty();
    while (matcher.find()) {
      found = Optional.of(matcher.group(1));
    }
    if (found.isEmpty() && !process.isAlive()) {
      throw new IllegalStateException("the process ended with " + process.exitValue());
    }
    return found;
  }

  /** The Java processes it has started. Not told by their arguments: the system cuts long ones. */
  List<ProcessHandle> children() {
    return process
        .descendants()
        .filter(child -> child.info().command().orElse("").endsWith("/java"))
        .toList();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGTERM, then waits; a process that does not end is a failure. */
  void stop() {
    process.destroy();
    awaitEnd("did not end after SIGTERM");
  }

  /** SIGKILL, then waits. */
  void kill() {
    process.destroyForcibly();
    awaitEnd("did not end after SIGKILL");
  }

  private void awaitEnd(String complaint) {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(complaint + ":\n" + output());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
