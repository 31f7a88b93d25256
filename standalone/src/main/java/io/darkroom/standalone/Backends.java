package io.darkroom.standalone;

import io.darkroom.embedded.BrokerAddress;
import io.darkroom.embedded.EmbeddedBackends;
import io.darkroom.embedded.EmbeddedBackendsConfig;
import io.darkroom.embedded.PostgresAddress;
import io.darkroom.embedded.RedisAddress;
import io.darkroom.kit.config.BrokerConfig;
import io.darkroom.kit.config.ConfigException;
import io.darkroom.kit.config.PostgresConfig;
import io.darkroom.kit.config.RedisConfig;
import io.darkroom.kit.config.Settings;
import java.util.HashMap;
import java.util.Map;

/** The servers below the services, and the settings that lead there. */
sealed interface Backends extends AutoCloseable {
  /** Settings that overrule what was given. */
  Map<String, String> settings();

  @Override
  void close();

  /** Starts servers of our own in the data folder. Blocks. */
  static Backends embedded(DataFolder data) {
    return new Embedded(
        EmbeddedBackends.start(
            EmbeddedBackendsConfig.durable(data.backends(), data.backendPassword())));
  }

  /**
   * Refuses addresses of servers that would not be used.
   *
   * @throws ConfigException when one is set
   */
  static void requireNoAddresses(Settings settings) {
    Settings nothing = Settings.of(Map.of());
    requireSame(
        "postgres",
        address(nothing.bind("postgres", PostgresConfig.class)),
        address(settings.bind("postgres", PostgresConfig.class)));
    requireSame(
        "redis",
        address(nothing.bind("redis", RedisConfig.class)),
        address(settings.bind("redis", RedisConfig.class)));
    requireSame(
        "broker",
        address(nothing.bind("broker", BrokerConfig.class)),
        address(settings.bind("broker", BrokerConfig.class)));
  }

  private static void requireSame(String section, Record usual, Record set) {
    if (!usual.equals(set)) {
      throw new ConfigException(
          section + ".* names a server, but this platform starts its own: add --external");
    }
  }

  private static PostgresAddress address(PostgresConfig config) {
    return new PostgresAddress(
        config.host(), config.port(), config.user(), config.password().reveal(), config.database());
  }

  private static RedisAddress address(RedisConfig config) {
    return new RedisAddress(
        config.host(), config.port(), config.password().reveal(), config.database());
  }

  private static BrokerAddress address(BrokerConfig config) {
    return new BrokerAddress(
        config.host(),
        config.port(),
        config.user(),
        config.password().reveal(),
        config.virtualHost());
  }

  /** Servers that run already, named by the settings. */
  record Given() implements Backends {
    @Override
    public Map<String, String> settings() {
      return Map.of();
    }

    @Override
    public void close() {
      // They are somebody else's.
    }
  }

  /** Servers of this process. */
  record Embedded(EmbeddedBackends servers) implements Backends {
    @Override
    public Map<String, String> settings() {
      Map<String, String> settings = new HashMap<>();
      PostgresAddress postgres = servers.postgres();
      settings.put("postgres.host", postgres.host());
      settings.put("postgres.port", Integer.toString(postgres.port()));
      settings.put("postgres.user", postgres.user());
      settings.put("postgres.password", postgres.password());
      settings.put("postgres.database", postgres.database());
      RedisAddress redis = servers.redis();
      settings.put("redis.host", redis.host());
      settings.put("redis.port", Integer.toString(redis.port()));
      settings.put("redis.password", redis.password());
      settings.put("redis.database", Integer.toString(redis.database()));
      BrokerAddress broker = servers.broker();
      settings.put("broker.host", broker.host());
      settings.put("broker.port", Integer.toString(broker.port()));
      settings.put("broker.user", broker.user());
      settings.put("broker.password", broker.password());
      settings.put("broker.virtual-host", broker.virtualHost());
      return settings;
    }

    @Override
    public void close() {
      servers.close();
    }
  }
}
