package io.darkroom.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Volatile embedded servers in a folder that goes with the JVM. */
final class EmbeddedTestServers implements TestServers {
  private final EmbeddedBackendsConfig config =
      EmbeddedBackendsConfig.volatileIn(newFolder(), "test-password");
  private final Lazy<EmbeddedPostgres> postgres =
      new Lazy<>(() -> EmbeddedPostgres.start(config.postgres()));
  private final Lazy<EmbeddedRedis> redis = new Lazy<>(() -> EmbeddedRedis.start(config.redis()));
  private final Lazy<EmbeddedBroker> broker =
      new Lazy<>(() -> EmbeddedBroker.start(config.broker()));
  private final AtomicInteger redisDatabases = new AtomicInteger();

  @Override
  public PostgresAddress newDatabase(String name) {
    return DatabaseAdmin.create(postgres.get().address(), name);
  }

  @Override
  public RedisAddress newRedis() {
    int database = redisDatabases.getAndIncrement();
    if (database >= EmbeddedRedis.DATABASES) {
      throw new BackendException("more than " + EmbeddedRedis.DATABASES + " Redis databases asked");
    }
    return redis.get().address().withDatabase(database);
  }

  @Override
  public BrokerAddress newBroker(String name) {
    return broker.get().newVirtualHost(name);
  }

  @Override
  public void close() {
    broker.close();
    redis.close();
    postgres.close();
    try {
      PrivateFiles.deleteTree(config.data());
    } catch (IOException e) {
      throw new BackendException("cannot delete " + config.data(), e);
    }
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("darkroom-test-");
    } catch (IOException e) {
      throw new BackendException("no folder for test data", e);
    }
  }
}
