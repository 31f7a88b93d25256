package io.darkroom.embedded;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Real backends for integration tests, shared by all tests of a JVM and stopped when it ends. Every
 * call hands out something empty, so tests never see each other. The variable {@code
 * DARKROOM_TEST_BACKENDS=external} takes the machine's own servers on their standard ports instead.
 *
 * <p>Calls block, the first one of each kind up to a minute: never from an event loop.
 */
public final class TestBackends {
  private static final TestBackends INSTANCE = new TestBackends(chosen());

  private final TestServers servers;
  private final AtomicInteger names = new AtomicInteger();

  private TestBackends(TestServers servers) {
    this.servers = servers;
    Runtime.getRuntime().addShutdownHook(new Thread(servers::close, "test-backends-stop"));
  }

  /** The backends of this JVM. */
  public static TestBackends get() {
    return INSTANCE;
  }

  /** An empty database, owned by the address's user. */
  public PostgresAddress newDatabase() {
    return servers.newDatabase(nextName());
  }

  /** An empty logical database. */
  public RedisAddress newRedis() {
    return servers.newRedis();
  }

  /** An empty virtual host. */
  public BrokerAddress newBroker() {
    return servers.newBroker(nextName());
  }

  private String nextName() {
    return "test_" + ProcessHandle.current().pid() + "_" + names.incrementAndGet();
  }

  private static TestServers chosen() {
    String choice = System.getenv().getOrDefault("DARKROOM_TEST_BACKENDS", "embedded");
    return switch (choice) {
      case "embedded" -> new EmbeddedTestServers();
      case "external" -> new ExternalTestServers();
      default ->
          throw new BackendException(
              "DARKROOM_TEST_BACKENDS is embedded or external, not " + choice);
    };
  }
}
