package io.darkroom.kit.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** For each record: what nobody sets, and that every component can be set under its name. */
class ConfigRecordsTest {
  static Stream<Arguments> defaults() {
    return Stream.of(
        Arguments.of(new HttpConfig("127.0.0.1", 0)),
        Arguments.of(new ManagementConfig("127.0.0.1", 0)),
        Arguments.of(
            new PostgresConfig("127.0.0.1", 5432, "darkroom", "darkroom", Secret.of(""), 8, 4096)),
        Arguments.of(new RedisConfig("127.0.0.1", 6379, Secret.of(""), 0, 8, 1024)),
        Arguments.of(
            new BrokerConfig("127.0.0.1", 5672, "guest", Secret.of("guest"), "/", "darkroom")),
        Arguments.of(new BlobConfig(Path.of("data/blobs"))),
        Arguments.of(new TokenConfig("darkroom", "darkroom-api")),
        Arguments.of(new EndpointsConfig(List.of(), List.of(), List.of(), List.of())),
        Arguments.of(new DrainConfig(Duration.ofSeconds(25))),
        Arguments.of(
            new DiscoveryConfig(
                DiscoveryConfig.Kind.STATIC,
                new ConsulConfig("127.0.0.1", 8500, Secret.of(""), Duration.ofSeconds(2), ""))),
        Arguments.of(new LogConfig(LogConfig.Format.JSON, LogConfig.Level.INFO)));
  }

  static Stream<Arguments> mappings() {
    return Stream.of(
        Arguments.of(new HttpConfig("h", 1), Map.of("host", "h", "port", "1")),
        Arguments.of(new ManagementConfig("h", 1), Map.of("host", "h", "port", "1")),
        Arguments.of(
            new PostgresConfig("h", 1, "d", "u", Secret.of("p"), 2, 3),
            Map.of(
                "host",
                "h",
                "port",
                "1",
                "database",
                "d",
                "user",
                "u",
                "password",
                "p",
                "pool-size",
                "2",
                "wait-queue",
                "3")),
        Arguments.of(
            new RedisConfig("h", 1, Secret.of("p"), 2, 3, 4),
            Map.of(
                "host",
                "h",
                "port",
                "1",
                "password",
                "p",
                "database",
                "2",
                "pool-size",
                "3",
                "wait-queue",
                "4")),
        Arguments.of(
            new BrokerConfig("h", 1, "u", Secret.of("p"), "v", "x"),
            Map.of(
                "host",
                "h",
                "port",
                "1",
                "user",
                "u",
                "password",
                "p",
                "virtual-host",
                "v",
                "prefix",
                "x")),
        Arguments.of(new BlobConfig(Path.of("/f")), Map.of("folder", "/f")),
        Arguments.of(new TokenConfig("i", "a"), Map.of("issuer", "i", "audience", "a")),
        Arguments.of(
            new EndpointsConfig(
                List.of("a:1", "a:2"), List.of("j:1"), List.of("p:1"), List.of("g:1")),
            Map.of("auth", "a:1,a:2", "job", "j:1", "processing", "p:1", "gateway", "g:1")),
        Arguments.of(new DrainConfig(Duration.ofMillis(5)), Map.of("grace", "5ms")),
        Arguments.of(
            new DiscoveryConfig(
                DiscoveryConfig.Kind.CONSUL,
                new ConsulConfig("h", 1, Secret.of("t"), Duration.ofSeconds(1), "adv")),
            Map.of(
                "kind",
                "consul",
                "consul.host",
                "h",
                "consul.port",
                "1",
                "consul.token",
                "t",
                "consul.poll",
                "1s",
                "consul.advertise",
                "adv")),
        Arguments.of(
            new LogConfig(LogConfig.Format.TEXT, LogConfig.Level.DEBUG),
            Map.of("format", "text", "level", "debug")));
  }

  @ParameterizedTest
  @MethodSource("defaults")
  void nothingSet(Record expected) {
    assertThat((Record) Settings.of(Map.of()).bind("x", expected.getClass())).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("mappings")
  void everythingSet(Record expected, Map<String, String> keys) {
    Map<String, String> values = new TreeMap<>();
    keys.forEach((key, value) -> values.put("x." + key, value));
    Settings settings = Settings.of(values);

    assertThat((Record) settings.bind("x", expected.getClass())).isEqualTo(expected);
    settings.requireNoUnknown();
    assertThat(settings.effectiveTable().lines().count()).isEqualTo(keys.size());
  }
}
