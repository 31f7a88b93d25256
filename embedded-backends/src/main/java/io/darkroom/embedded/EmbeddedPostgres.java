package io.darkroom.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server on a free loopback port, stopped with this object or with the JVM, whichever
 * goes first. Not for two processes on one folder: {@link EmbeddedBackends} holds the lock.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

  /** Fast shutdown: ends sessions, and keeps what was committed. */
  private static final String STOP_SIGNAL = "INT";

  private final ChildServer server;
  private final PostgresAddress address;

  private EmbeddedPostgres(ChildServer server, PostgresAddress address) {
    this.server = server;
    this.address = address;
  }

  /**
   * Starts the server, making its data folder first if there is none. Blocks.
   *
   * @throws BackendException when it is not ready within the limit
   */
  public static EmbeddedPostgres start(EmbeddedPostgresConfig config) {
    Deadline deadline = Deadline.in(config.limit());
    Path programs = new BinaryCache(config.cache()).archive(Platform.current().postgres());
    Account account = Account.unprivileged();
    account.requireExecutable(programs.resolve("bin/postgres"));
    new PostgresFolder(config, programs, account).prepare(deadline);
    StaleServer.awaitGone(pidFile(config), config.folder(), STOP_SIGNAL, deadline);
    account.own(config.folder());
    while (true) {
      int port = FreePort.pick();
      ChildServer server = launch(config, programs, account, port);
      if (server.awaitReady(() -> isReady(config, server, port), deadline)) {
        log.atInfo().addKeyValue("port", port).log("PostgreSQL ready");
        return new EmbeddedPostgres(server, address(config, port));
      }
      String reason = server.lastWords();
      if (!isPassing(reason) || deadline.passed()) {
        throw new BackendException("PostgreSQL did not start: " + reason);
      }
      deadline.pause(200);
    }
  }

  private static ChildServer launch(
      EmbeddedPostgresConfig config, Path programs, Account account, int port) {
    String durable = config.durability() == Durability.DURABLE ? "on" : "off";
    List<String> command =
        List.of(
            programs.resolve("bin/postgres").toString(),
            "-D",
            config.folder().toString(),
            "-c",
            "listen_addresses=" + FreePort.LOOPBACK,
            "-c",
            "port=" + port,
            // A socket file would need a short path; everybody uses TCP on loopback.
            "-c",
            "unix_socket_directories=",
            "-c",
            "max_connections=200",
            "-c",
            "fsync=" + durable,
            "-c",
            "synchronous_commit=" + durable,
            "-c",
            "full_page_writes=" + durable,
            "-c",
            "log_min_messages=warning");
    Path logFile = config.folder().resolveSibling(config.folder().getFileName() + ".log");
    return ChildServer.start("PostgreSQL", STOP_SIGNAL, account.command(command), logFile);
  }

  /** The server reports its state in postmaster.pid; the first line tells whether it is ours. */
  private static boolean isReady(EmbeddedPostgresConfig config, ChildServer server, int port) {
    try {
      List<String> lines = Files.readAllLines(pidFile(config));
      return lines.size() >= 8
          && lines.get(7).strip().equals("ready")
          && lines.get(3).strip().equals(Integer.toString(port))
          && server.owns(Long.parseLong(lines.getFirst().strip()));
    } catch (IOException | NumberFormatException e) {
      return false;
    }
  }

  /** Reasons that go away: a port taken in between, or the last backends of a killed server. */
  private static boolean isPassing(String reason) {
    return reason.contains("could not bind")
        || reason.contains("lock file \"postmaster.pid\" already exists")
        || reason.contains("pre-existing shared memory block");
  }

  private static Path pidFile(EmbeddedPostgresConfig config) {
    return config.folder().resolve("postmaster.pid");
  }

  private static PostgresAddress address(EmbeddedPostgresConfig config, int port) {
    return new PostgresAddress(
        FreePort.LOOPBACK, port, config.user(), config.password(), config.database());
  }

  /** Where it is reached. */
  public PostgresAddress address() {
    return address;
  }

  /** Stops the server: open transactions are rolled back, what was committed is kept. */
  @Override
  public void close() {
    server.close();
  }
}
