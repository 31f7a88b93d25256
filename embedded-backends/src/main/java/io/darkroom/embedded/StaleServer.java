package io.darkroom.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A server that an earlier run left behind in a data folder: on its way out after the JVM was
 * killed, or orphaned because its shell was killed too. Whoever holds the folder's lock may end it.
 */
final class StaleServer {
  private static final long PATIENCE_MILLIS = 10_000;

  private StaleServer() {}

  /**
   * Waits until no server works in the folder, ending one that does not go by itself.
   *
   * @param pidFile where the server wrote its process id in the first line
   * @throws BackendException when one is still there at the deadline
   */
  static void awaitGone(Path pidFile, Path folder, Deadline deadline) {
    Optional<ProcessHandle> stale = find(pidFile, folder);
    if (stale.isEmpty()) {
      return;
    }
    ProcessHandle server = stale.get();
    long patienceEnds = deadline.millisLeft() - PATIENCE_MILLIS;
    boolean asked = false;
    while (server.isAlive() && worksIn(server, folder)) {
      if (deadline.passed()) {
        throw new BackendException(
            "process " + server.pid() + " of an earlier run still uses " + folder);
      }
      if (!asked && deadline.millisLeft() < patienceEnds) {
        asked = true;
        server.destroy();
      } else if (asked && deadline.millisLeft() < patienceEnds - PATIENCE_MILLIS) {
        server.destroyForcibly();
      }
      deadline.pause(50);
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
