package io.darkroom.embedded;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * The machine's own servers on their standard ports: PostgreSQL with trust authentication, Redis
 * without a password, RabbitMQ with its guest. Whatever was made for a test is removed at the end;
 * what was there before is not touched.
 */
final class ExternalTestServers implements TestServers {
  private static final PostgresAddress POSTGRES =
      new PostgresAddress("127.0.0.1", 5432, "postgres", "", "postgres");
  private static final RedisAddress REDIS = new RedisAddress("127.0.0.1", 6379, "", 0);
  private static final BrokerAddress RABBIT =
      new BrokerAddress("127.0.0.1", 5672, "guest", "guest", "/");
  private static final int REDIS_DATABASES = 16;
  private static final String CLAIM = "darkroom-test-claim";

  private final Queue<String> databases = new ConcurrentLinkedQueue<>();
  private final Queue<RedisAddress> claimed = new ConcurrentLinkedQueue<>();
  private final Queue<String> virtualHosts = new ConcurrentLinkedQueue<>();

  @Override
  public PostgresAddress newDatabase(String name) {
    PostgresAddress made = DatabaseAdmin.create(POSTGRES, name);
    databases.add(name);
    return made;
  }

  /** Redis has no way to make a database: one of the few that are empty is claimed. */
  @Override
  public RedisAddress newRedis() {
    for (int database = 1; database < REDIS_DATABASES; database++) {
      RedisAddress address = REDIS.withDatabase(database);
      if (claim(address)) {
        claimed.add(address);
        return address;
      }
    }
    throw new BackendException("no Redis database of " + REDIS + " is empty");
  }

  private static boolean claim(RedisAddress address) {
    try (RespConnection redis = RespConnection.open(address)) {
      return redis.command("DBSIZE").equals("0")
          && redis.command("SET", CLAIM, "1", "NX").equals("OK")
          && redis.command("DBSIZE").equals("1");
    } catch (IOException e) {
      throw new BackendException("Redis at " + address + " does not answer: " + e.getMessage(), e);
    }
  }

  @Override
  public BrokerAddress newBroker(String name) {
    rabbitmqctl("add_vhost", name);
    virtualHosts.add(name);
    rabbitmqctl("set_permissions", "-p", name, RABBIT.user(), ".*", ".*", ".*");
    return RABBIT.withVirtualHost(name);
  }

  private static void rabbitmqctl(String... arguments) {
    List<String> command = new ArrayList<>(List.of("rabbitmqctl", "-q"));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new BackendException("failed: " + String.join(" ", command));
      }
    } catch (IOException e) {
      throw new BackendException("RabbitMQ's rabbitmqctl is needed for a virtual host a test", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackendException("interrupted while running rabbitmqctl", e);
    }
  }

  @Override
  public void close() {
    virtualHosts.forEach(name -> rabbitmqctl("delete_vhost", name));
    claimed.forEach(ExternalTestServers::empty);
    databases.forEach(name -> DatabaseAdmin.drop(POSTGRES, name));
  }

  private static void empty(RedisAddress address) {
    try (RespConnection redis = RespConnection.open(address)) {
      redis.command("FLUSHDB");
    } catch (IOException e) {
      throw new BackendException("cannot empty " + address, e);
    }
  }
}
