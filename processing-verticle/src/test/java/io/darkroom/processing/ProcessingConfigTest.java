package io.darkroom.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.kit.config.ConfigException;
import io.darkroom.kit.config.DataSize;
import io.darkroom.kit.config.Settings;
import io.darkroom.processing.config.CacheConfig;
import io.darkroom.processing.config.LanesConfig;
import io.darkroom.processing.config.RenderConfig;
import io.darkroom.processing.config.WorkConfig;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessingConfigTest {
  private static ProcessingConfig config(Map<String, String> settings) {
    return ProcessingConfig.from(Settings.of(settings));
  }

  @Test
  void defaults() {
    ProcessingConfig config = config(Map.of());

    assertThat(config.work())
        .isEqualTo(
            new WorkConfig(
                0, 0, 2, new DataSize(0), Duration.ofSeconds(30), 10, Duration.ofSeconds(10)));
    assertThat(config.renders())
        .isEqualTo(
            new RenderConfig(
                new DataSize(64L << 20),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                32,
                new DataSize(64L << 20)));
    assertThat(config.cache())
        .isEqualTo(
            new CacheConfig(Duration.ofDays(7), Duration.ofSeconds(10), Duration.ofSeconds(60)));
    assertThat(config.lanes()).isEqualTo(new LanesConfig(true));
    assertThat(config.work().effectiveSlots())
        .isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(config.work().effectiveMemory()).isEqualTo(Runtime.getRuntime().maxMemory() / 2);
  }

  @Test
  void everySettingCanBeGiven() {
    ProcessingConfig config =
        config(
            Map.ofEntries(
                Map.entry("processing.slots", "6"),
                Map.entry("processing.lanes.turbo", "false"),
                Map.entry("processing.heavy-slots", "2"),
                Map.entry("processing.ahead", "1"),
                Map.entry("processing.memory", "300MiB"),
                Map.entry("processing.task-limit", "5s"),
                Map.entry("processing.niceness", "4"),
                Map.entry("processing.sign-of-life", "3s"),
                Map.entry("processing.render.max-bytes", "1MiB"),
                Map.entry("processing.render.limit", "2s"),
                Map.entry("processing.render.patience", "1s"),
                Map.entry("processing.render.queue", "7"),
                Map.entry("processing.render.memory", "2MiB"),
                Map.entry("processing.cache.keep", "1h"),
                Map.entry("processing.cache.lease", "4s"),
                Map.entry("processing.cache.patience", "9s"),
                Map.entry("processing.http.port", "8181")));

    assertThat(config.work())
        .isEqualTo(
            new WorkConfig(
                6,
                2,
                1,
                new DataSize(300L << 20),
                Duration.ofSeconds(5),
                4,
                Duration.ofSeconds(3)));
    assertThat(config.renders())
        .isEqualTo(
            new RenderConfig(
                new DataSize(1L << 20),
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                7,
                new DataSize(2L << 20)));
    assertThat(config.cache())
        .isEqualTo(
            new CacheConfig(Duration.ofHours(1), Duration.ofSeconds(4), Duration.ofSeconds(9)));
    assertThat(config.lanes().engine().opens("turbo")).isFalse();
    assertThat(config.http().port()).isEqualTo(8181);
  }

  @Test
  void heavyWorkHasHalfOfTheSlotsAndAtLeastOne() {
    assertThat(config(Map.of("processing.slots", "1")).work().effectiveHeavySlots()).isEqualTo(1);
    assertThat(config(Map.of("processing.slots", "4")).work().effectiveHeavySlots()).isEqualTo(2);
  }

  @Test
  void aWrongValueIsNamed() {
    assertThatThrownBy(() -> config(Map.of("processing.slots", "-1")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("processing.slots");
  }
}
