package io.darkroom.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A native server that cannot outlive this JVM. It is the child of a small shell that reads a pipe
 * held by the JVM: when the pipe closes, by {@link #close()} or because the JVM was killed, the
 * shell stops the server. The shell leads its own session, so Ctrl-C on the terminal reaches the
 * JVM alone and the server is there until the services have drained.
 */
final class ChildServer implements AutoCloseable {
  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
  private static final int LAST_WORDS_LIMIT = 2_000;

  /** Arguments: the polite stop signal, then the command. Escalates after 10 and 15 seconds. */
  private static final String WRAPPER =
      """
      signal=$1; shift
      exec 3<&0
      "$@" </dev/null 3<&- &
      server=$!
      {
        while read -r _; do :; done
        kill -s "$signal" $server
        for step in 10:QUIT 5:KILL; do
          left=${step%:*}
          while [ $left -gt 0 ]; do
            sleep 1
            kill -0 $server || exit 0
            left=$((left - 1))
          done
          kill -s "${step#*:}" $server
        done
      } <&3 >/dev/null 2>&1 &
      watcher=$!
      exec 3<&-
      wait $server
      code=$?
      kill $watcher 2>/dev/null
      wait $watcher 2>/dev/null
      exit $code
      """;

  private final String name;
  private final Process shell;
  private final Path log;
  private final long logStart;

  private ChildServer(String name, Process shell, Path log, long logStart) {
    this.name = name;
    this.shell = shell;
    this.log = log;
    this.logStart = logStart;
  }

  /**
   * Starts a server.
   *
   * @param stopSignal the signal by which the server stops cleanly, such as {@code INT}
   * @param log where its standard output and error are appended
   */
  static ChildServer start(String name, String stopSignal, List<String> command, Path log) {
    List<String> line = new ArrayList<>();
    if (Files.isExecutable(SETSID)) {
      line.add(SETSID.toString());
    }
    line.addAll(List.of("sh", "-c", WRAPPER, "darkroom-" + name, stopSignal));
    line.addAll(command);
    try {
      long logStart = Files.exists(log) ? Files.size(log) : 0;
      Process shell =
          new ProcessBuilder(line)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      return new ChildServer(name, shell, log, logStart);
    } catch (IOException e) {
      throw new BackendException(name + " could not be started: " + e.getMessage(), e);
    }
  }

  /**
   * Waits until the server answers.
   *
   * @return false when the server ended by itself; {@link #lastWords()} then says why
   * @throws BackendException when the deadline passes first; the server is stopped
   */
  boolean awaitReady(BooleanSupplier ready, Deadline deadline) {
    while (!ready.getAsBoolean()) {
      if (!shell.isAlive()) {
        return false;
      }
      if (deadline.passed()) {
        close();
        throw new BackendException(name + " was not ready in time: " + lastWords());
      }
      deadline.pause(20);
    }
    return true;
  }

  /** Whether a process is this server or one of its children. */
  boolean owns(long pid) {
    return shell.descendants().anyMatch(process -> process.pid() == pid);
  }

  /** What the server wrote last since it was started, as one line. */
  String lastWords() {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(Math.max(logStart, file.length() - LAST_WORDS_LIMIT));
      byte[] tail = new byte[(int) (file.length() - file.getFilePointer())];
      file.readFully(tail);
      return new String(tail, StandardCharsets.UTF_8).strip().replaceAll("\\s*\\R\\s*", " | ");
    } catch (IOException e) {
      return "no log at " + log;
    }
  }

  /** Stops the server and waits for its end, bounded; safe to call twice. */
  @Override
  public void close() {
    try {
      shell.getOutputStream().close();
    } catch (IOException expected) {
      // The shell is gone already: its end of the pipe is closed.
    }
    try {
      if (!shell.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        shell.descendants().forEach(ProcessHandle::destroyForcibly);
        shell.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
