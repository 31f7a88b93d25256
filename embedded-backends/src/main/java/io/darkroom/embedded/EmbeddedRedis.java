package io.darkroom.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Redis server on a free loopback port, stopped with this object or with the JVM, whichever goes
 * first. Not for two processes on one folder: {@link EmbeddedBackends} holds the lock.
 */
public final class EmbeddedRedis implements AutoCloseable {
  /** Logical databases; many, because every test takes a fresh one. */
  static final int DATABASES = 1024;

  private static final Logger log = LoggerFactory.getLogger(EmbeddedRedis.class);

  private static final String STOP_SIGNAL = "TERM";

  private final ChildServer server;
  private final RedisAddress address;

  private EmbeddedRedis(ChildServer server, RedisAddress address) {
    this.server = server;
    this.address = address;
  }

  /**
   * Starts the server. Blocks until it has loaded its data.
   *
   * @throws BackendException when it is not ready within the limit
   */
  public static EmbeddedRedis start(EmbeddedRedisConfig config) {
    Deadline deadline = Deadline.in(config.limit());
    Path program = new BinaryCache(config.cache()).program(Platform.current().redis());
    StaleServer.awaitGone(pidFile(config), config.folder(), STOP_SIGNAL, deadline);
    while (true) {
      RedisAddress address =
          new RedisAddress(FreePort.LOOPBACK, FreePort.pick(), config.password(), 0);
      ChildServer server = launch(config, program, address.port());
      if (server.awaitReady(() -> answers(address), deadline)) {
        log.atInfo().addKeyValue("port", address.port()).log("Redis ready");
        return new EmbeddedRedis(server, address);
      }
      String reason = server.lastWords();
      if (!reason.contains("Address already in use") || deadline.passed()) {
        throw new BackendException("Redis did not start: " + reason);
      }
    }
  }

  private static ChildServer launch(EmbeddedRedisConfig config, Path program, int port) {
    Path folder = config.folder();
    try {
      PrivateFiles.createFolder(folder);
      // In a file and not on the command line, where every user of the machine sees the password.
      Path file = PrivateFiles.write(folder.resolve("redis.conf"), settings(config, port));
      Path logFile = folder.resolveSibling(folder.getFileName() + ".log");
      return ChildServer.start(
          "Redis", STOP_SIGNAL, List.of(program.toString(), file.toString()), logFile);
    } catch (IOException e) {
      throw new BackendException("cannot make the Redis folder " + folder + ": " + e, e);
    }
  }

  private static String settings(EmbeddedRedisConfig config, int port) {
    return """
    bind %s
    port %d
    requirepass %s
    dir "%s"
    pidfile "%s"
    databases %d
    appendonly %s
    appendfsync everysec
    save ""
    maxmemory 256mb
    maxmemory-policy volatile-lru
    loglevel warning
    """
        .formatted(
            FreePort.LOOPBACK,
            port,
            config.password(),
            quoted(config.folder()),
            quoted(pidFile(config)),
            DATABASES,
            config.durability() == Durability.DURABLE ? "yes" : "no");
  }

  private static String quoted(Path path) {
    return path.toString().replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static boolean answers(RedisAddress address) {
    try (RespConnection connection = RespConnection.open(address)) {
      return connection.command("PING").equals("PONG");
    } catch (IOException e) {
      return false;
    }
  }

  private static Path pidFile(EmbeddedRedisConfig config) {
    return config.folder().resolve("redis.pid");
  }

  /** Where it is reached. */
  public RedisAddress address() {
    return address;
  }

  /** Stops the server; what it keeps is on disk when this returns. */
  @Override
  public void close() {
    server.close();
  }
}
