package io.darkroom.systemtests.platform;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The servers on this machine's standard ports. The tests take a database of their own, a broker
 * prefix of their own and a Redis database that is otherwise unused, and leave nothing behind in
 * PostgreSQL.
 */
public final class RealServers implements AutoCloseable {
  private static final String ADMIN = "jdbc:postgresql://127.0.0.1:5432/postgres?user=postgres";
  private static final int REDIS_DATABASE = 9;

  private final String name;

  private RealServers(String name) {
    this.name = name;
  }

  /** Whether all three answer. */
  public static boolean reachable() {
    return IntStream.of(5432, 6379, 5672).allMatch(RealServers::listens) && trustsUs();
  }

  /** Makes a database and picks names nobody else uses. */
  public static RealServers prepare() {
    String name = "darkroom_it_" + Long.toString(System.nanoTime(), 36);
    execute("CREATE DATABASE " + name);
    return new RealServers(name);
  }

  /** Options of {@code darkroom up} that use these servers. */
  public List<String> options() {
    return List.of(
        "--external",
        "--postgres.host=127.0.0.1",
        "--postgres.port=5432",
        "--postgres.user=postgres",
        "--postgres.database=" + name,
        "--redis.host=127.0.0.1",
        "--redis.port=6379",
        "--redis.database=" + REDIS_DATABASE,
        "--broker.host=127.0.0.1",
        "--broker.port=5672",
        "--broker.user=guest",
        "--broker.password=guest",
        "--broker.prefix=" + name.replace('_', '-'));
  }

  @Override
  public void close() {
    execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
      return true;
    } catch (IOException ignored) {
      return false;
    }
  }

  private static boolean trustsUs() {
    try (Connection connection = DriverManager.getConnection(ADMIN)) {
      return connection.isValid(5);
    } catch (SQLException ignored) {
      return false;
    }
  }

  private static void execute(String sql) {
    try (Connection connection = DriverManager.getConnection(ADMIN);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
