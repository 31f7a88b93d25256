package io.darkroom.standalone.launcher;

import io.darkroom.testing.ShortJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The launcher as a process of its own, as the script starts it. */
final class Launch implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Process process;
  private final Path out;
  private final Path err;

  private Launch(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  static Launch up(Path folder, String... arguments) throws IOException {
    List<String> command = ShortJvm.command(Main.class.getName());
    command.add("up");
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(folder, "launch-", ".out");
    Path err = Files.createTempFile(folder, "launch-", ".err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new Launch(process, out, err);
  }

  /** Waits for the line that says that it runs. */
  Launch awaitReady() {
    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> Files.readString(out).contains("ready at") || !process.isAlive());
    return this;
  }

  /** Waits for the end; the exit code. */
  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("still running after " + LIMIT);
    }
    return process.exitValue();
  }

  void terminate() {
    process.destroy();
  }

  void kill() {
    process.destroyForcibly();
  }

  List<ProcessHandle> servers() {
    return process.descendants().toList();
  }

  String out() throws IOException {
    return Files.readString(out);
  }

  String err() throws IOException {
    return Files.readString(err);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      awaitEnd();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
