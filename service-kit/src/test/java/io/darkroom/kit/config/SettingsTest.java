package io.darkroom.kit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  enum Colour {
    RED,
    DARK_BLUE
  }

  record Inner(@Default("3") @Range(min = 1, max = 9) int depth) {}

  record Everything(
      @Default("1") int number,
      @Default("2") long big,
      @Default("0.5") double ratio,
      @Default("true") boolean flag,
      @Default("text") String name,
      @Default("30s") @Range(min = 1000) Duration limit,
      @Default("64MiB") DataSize size,
      @Default("hush") Secret password,
      @Default("a/b") Path folder,
      @Default("dark-blue") Colour colour,
      @Default("x, y,") List<String> names,
      List<Integer> numbers,
      Optional<Duration> maybe,
      Inner inner) {}

  record Required(String mustExist) {}

  @Test
  void everyTypeHasADefault() {
    Everything bound = Settings.of(Map.of()).bind("all", Everything.class);

    assertThat(bound)
        .isEqualTo(
            new Everything(
                1,
                2L,
                0.5,
                true,
                "text",
                Duration.ofSeconds(30),
                new DataSize(64L << 20),
                Secret.of("hush"),
                Path.of("a/b"),
                Colour.DARK_BLUE,
                List.of("x", "y"),
                List.of(),
                Optional.empty(),
                new Inner(3)));
  }

  @Test
  void commandLineOverrulesEnvironmentOverrulesFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("darkroom.properties");
    Files.writeString(file, "all.number=10\nall.big=10\nall.name=of the file\n");

    Everything bound =
        Settings.load(
                new String[] {"--config", file.toString(), "--all.number=30"},
                Map.of("DARKROOM_ALL_NUMBER", "20", "DARKROOM_ALL_BIG", "20", "PATH", "/bin"))
            .bind("all", Everything.class);

    assertThat(bound.number()).isEqualTo(30);
    assertThat(bound.big()).isEqualTo(20);
    assertThat(bound.name()).isEqualTo("of the file");
  }

  @Test
  void theFileMayBeNamedByTheEnvironment(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("darkroom.properties");
    Files.writeString(file, "all.inner.depth = 5\n");

    Settings settings = Settings.load(new String[0], Map.of("DARKROOM_CONFIG", file.toString()));

    assertThat(settings.bind("all", Everything.class).inner().depth()).isEqualTo(5);
    settings.requireNoUnknown();
  }

  @Test
  void environmentNamesReplaceDotsAndDashes() {
    Settings settings = Settings.load(new String[0], Map.of("DARKROOM_POSTGRES_POOL_SIZE", "17"));

    assertThat(settings.bind("postgres", PostgresConfig.class).poolSize()).isEqualTo(17);
    settings.requireNoUnknown();
  }

  @Test
  void aWrongValueIsNamedWithItsKey() {
    Settings settings = Settings.of(Map.of("all.number", "many"));

    assertThatThrownBy(() -> settings.bind("all", Everything.class))
        .isInstanceOf(ConfigException.class)
        .hasMessage("all.number = 'many': expected a number");
  }

  @Test
  void aValueOutOfRangeIsRefused() {
    assertThatThrownBy(
            () -> Settings.of(Map.of("all.inner.depth", "10")).bind("all", Everything.class))
        .hasMessage("all.inner.depth = '10': must be between 1 and 9");
    assertThatThrownBy(() -> Settings.of(Map.of("all.limit", "10ms")).bind("all", Everything.class))
        .hasMessage("all.limit = '10ms': must be at least 1000");
  }

  @Test
  void aMissingValueNamesTheKeyAndTheVariable() {
    assertThatThrownBy(() -> Settings.of(Map.of()).bind("some", Required.class))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("some.must-exist")
        .hasMessageContaining("DARKROOM_SOME_MUST_EXIST");
  }

  @Test
  void unknownKeysRefuseToStart() {
    Settings settings =
        Settings.load(
            new String[] {"--redis.pol-size=3", "--typo.host=x"},
            Map.of("DARKROOM_REDIS_HOTS", "h", "DARKROOM_TEST_BACKENDS", "external"));
    settings.bind("redis", RedisConfig.class);

    assertThatThrownBy(settings::requireNoUnknown)
        .isInstanceOf(ConfigException.class)
        .hasMessage("unknown settings: DARKROOM_REDIS_HOTS, redis.pol-size, typo.host");
  }

  @Test
  void sectionsOfOtherServicesAreTolerated() {
    Settings settings = Settings.of(Map.of("job.http.port", "1", "redis.host", "r"));
    settings.bind("redis", RedisConfig.class);

    settings.requireNoUnknown();
  }

  @Test
  void secretsAreNeverPrinted() {
    Settings settings = Settings.of(Map.of("redis.password", "s3cret"));
    RedisConfig bound = settings.bind("redis", RedisConfig.class);

    assertThat(bound.password().reveal()).isEqualTo("s3cret");
    assertThat(bound.toString() + settings.effectiveTable() + settings)
        .doesNotContain("s3cret")
        .contains("******");
    assertThat(settings.effectiveTable())
        .contains("redis.password   = ******  (file)")
        .contains("redis.port       = 6379  (default)");
  }

  @Test
  void overridesWinAndFallbacksLose() {
    Settings settings =
        Settings.of(Map.of("redis.host", "file"))
            .withFallback(Map.of("redis.host", "fallback", "redis.port", "1"))
            .with(Map.of("redis.database", "4"));

    RedisConfig bound = settings.bind("redis", RedisConfig.class);

    assertThat(List.of(bound.host(), bound.port(), bound.database()))
        .isEqualTo(List.of("file", 1, 4));
  }

  @Test
  void argumentsMustBeKeyAndValue() {
    assertThatThrownBy(() -> Settings.load(new String[] {"nonsense"}, Map.of()))
        .isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> Settings.load(new String[] {"--a.b"}, Map.of()))
        .hasMessage("--a.b needs a value");
    assertThatThrownBy(() -> Settings.load(new String[] {"--a=1", "--a=2"}, Map.of()))
        .hasMessage("--a is given twice");
    assertThatThrownBy(() -> Settings.load(new String[] {"--config=/no/such/file"}, Map.of()))
        .hasMessageContaining("/no/such/file");
  }
}
