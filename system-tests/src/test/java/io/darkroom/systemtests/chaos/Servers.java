package io.darkroom.systemtests.chaos;

import io.darkroom.embedded.BrokerAddress;
import io.darkroom.embedded.Durability;
import io.darkroom.embedded.EmbeddedBackendsConfig;
import io.darkroom.embedded.EmbeddedBroker;
import io.darkroom.embedded.EmbeddedBrokerConfig;
import io.darkroom.embedded.EmbeddedPostgres;
import io.darkroom.embedded.EmbeddedPostgresConfig;
import io.darkroom.embedded.EmbeddedRedis;
import io.darkroom.embedded.EmbeddedRedisConfig;
import io.darkroom.embedded.PostgresAddress;
import io.darkroom.embedded.RedisAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A durable PostgreSQL, Redis and broker of their own, each behind a proxy with a port that stays,
 * so that they can be killed and started again under running services.
 */
final class Servers implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String PASSWORD = "chaos-password";

  private final EmbeddedPostgresConfig postgresConfig;
  private final EmbeddedRedisConfig redisConfig;
  private final EmbeddedBrokerConfig brokerConfig;
  private final TcpProxy postgresProxy;
  private final TcpProxy redisProxy;
  private final TcpProxy brokerProxy;
  private EmbeddedPostgres postgres;
  private EmbeddedRedis redis;
  private EmbeddedBroker broker;

  private Servers(Path folder) {
    Path cache = EmbeddedBackendsConfig.defaultCache();
    postgresConfig =
        new EmbeddedPostgresConfig(
            folder.resolve("postgres"),
            cache,
            "darkroom",
            PASSWORD,
            "darkroom",
            Durability.DURABLE,
            LIMIT);
    redisConfig =
        new EmbeddedRedisConfig(
            folder.resolve("redis"), cache, PASSWORD, Durability.DURABLE, LIMIT);
    brokerConfig =
        new EmbeddedBrokerConfig(
            folder.resolve("broker"), "darkroom", PASSWORD, Durability.DURABLE, LIMIT);
    postgres = EmbeddedPostgres.start(postgresConfig);
    redis = EmbeddedRedis.start(redisConfig);
    broker = EmbeddedBroker.start(brokerConfig);
    postgresProxy = TcpProxy.to(postgres.address().port());
    redisProxy = TcpProxy.to(redis.address().port());
    brokerProxy = TcpProxy.to(broker.address().port());
  }

  /** Starts all three with their data in a folder. */
  static Servers start(Path folder) {
    return new Servers(folder);
  }

  /** PostgreSQL as the services reach it. */
  PostgresAddress postgres() {
    PostgresAddress at = postgres.address();
    return new PostgresAddress(
        at.host(), postgresProxy.port(), at.user(), at.password(), at.database());
  }

  /** PostgreSQL without the proxy, as it runs now. */
  synchronized PostgresAddress postgresItself() {
    return postgres.address();
  }

  /** Redis as the services reach it. */
  RedisAddress redis() {
    RedisAddress at = redis.address();
    return new RedisAddress(at.host(), redisProxy.port(), at.password(), at.database());
  }

  /** The broker as the services reach it. */
  BrokerAddress broker() {
    BrokerAddress at = broker.address();
    return new BrokerAddress(
        at.host(), brokerProxy.port(), at.user(), at.password(), at.virtualHost());
  }

  void cutPostgres() {
    postgresProxy.cut();
  }

  void cutRedis() {
    redisProxy.cut();
  }

  void cutBroker() {
    brokerProxy.cut();
  }

  synchronized void killPostgres() {
    kill(postgresConfig.folder().resolve("postmaster.pid"));
    postgres.close();
    postgresProxy.cut();
    postgres = EmbeddedPostgres.start(postgresConfig);
    postgresProxy.redirect(postgres.address().port());
  }

  synchronized void killRedis() {
    kill(redisConfig.folder().resolve("redis.pid"));
    redis.close();
    redisProxy.cut();
    redis = EmbeddedRedis.start(redisConfig);
    redisProxy.redirect(redis.address().port());
  }

  /** The broker runs in this JVM, so its connections are cut first and it is stopped then. */
  synchronized void restartBroker() {
    brokerProxy.cut();
    broker.close();
    broker = EmbeddedBroker.start(brokerConfig);
    brokerProxy.redirect(broker.address().port());
  }

  private static void kill(Path pidFile) {
    try {
      long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
      ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
      process.destroyForcibly();
      process.onExit().join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() {
    postgresProxy.close();
    redisProxy.close();
    brokerProxy.close();
    broker.close();
    redis.close();
    postgres.close();
  }
}
