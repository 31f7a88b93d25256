package io.darkroom.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A server that an earlier run left behind in a data folder: on its way out after the JVM was
 * killed, or orphaned because its shell was killed too. Whoever holds the folder's lock may end it.
 */
final class StaleServer {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration MORE_PATIENCE = Duration.ofSeconds(20);

  private StaleServer() {}

  /**
   * Waits until no server works in the folder. One that does not go by itself is asked to, and
   * killed when it does not listen.
   *
   * @param pidFile where the server wrote its process id in the first line
   * @param stopSignal the signal by which the server stops cleanly, such as {@code INT}
   * @throws BackendException when one is still there at the deadline
   */
  static void awaitGone(Path pidFile, Path folder, String stopSignal, Deadline deadline) {
    find(pidFile, folder)
        .ifPresent(
            server -> {
              if (isGoneWithin(server, folder, PATIENCE, deadline)) {
                return;
              }
              send(stopSignal, server);
              if (isGoneWithin(server, folder, MORE_PATIENCE, deadline)) {
                return;
              }
              server.destroyForcibly();
              if (!isGoneWithin(server, folder, PATIENCE, deadline)) {
                throw new BackendException(
                    "process " + server.pid() + " of an earlier run still uses " + folder);
              }
            });
  }

  private static boolean isGoneWithin(
      ProcessHandle server, Path folder, Duration patience, Deadline deadline) {
    Deadline end = Deadline.in(patience);
    while (server.isAlive() && worksIn(server, folder)) {
      if (end.passed() || deadline.passed()) {
        return false;
      }
      end.pause(50);
    }
    return true;
  }

  private static void send(String signal, ProcessHandle server) {
    try {
      new ProcessBuilder("kill", "-s", signal, Long.toString(server.pid())).start().waitFor();
    } catch (IOException e) {
      throw new BackendException("cannot stop process " + server.pid(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackendException("interrupted while stopping process " + server.pid(), e);
    }
  }

  private static Optional<ProcessHandle> find(Path pidFile, Path folder) {
    try {
      if (!Files.exists(pidFile)) {
        return Optional.empty();
      }
      String first = Files.readString(pidFile).lines().findFirst().orElse("").strip();
      return ProcessHandle.of(Long.parseLong(first)).filter(process -> worksIn(process, folder));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The process id may belong to somebody else by now; only the working folder tells. */
  private static boolean worksIn(ProcessHandle process, Path folder) {
    try {
      Path cwd = Path.of("/proc", Long.toString(process.pid()), "cwd");
      return Files.readSymbolicLink(cwd).equals(folder.toRealPath());
    } catch (IOException e) {
      return false;
    }
  }
}
