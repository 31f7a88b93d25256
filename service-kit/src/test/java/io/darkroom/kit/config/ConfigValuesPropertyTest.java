package io.darkroom.kit.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** Text from outside becomes a value or a {@link ConfigException}, nothing else. */
class ConfigValuesPropertyTest {
  record Typed(
      @Default("1") int number,
      @Default("1s") Duration duration,
      @Default("1") DataSize size,
      @Default("true") boolean flag,
      @Default("1") double ratio) {}

  @Property
  void sizesPrintWhatTheyParse(@ForAll @LongRange(min = 0, max = 1L << 50) long bytes) {
    DataSize size = new DataSize(bytes);

    assertThat(DataSize.parse(size.toString())).isEqualTo(size);
  }

  @Property
  void millisecondsSurvive(@ForAll @LongRange(min = 0, max = 999_999_999_999L) long millis) {
    assertThat(ConfigValues.parse(millis + "ms", Duration.class))
        .isEqualTo(Duration.ofMillis(millis));
  }

  @Property
  void anyTextIsAValueOrANamedFault(@ForAll("keys") String key, @ForAll String text) {
    try {
      Typed bound = Settings.of(Map.of(key, text)).bind("x", Typed.class);
      assertThat(bound).isNotNull();
    } catch (ConfigException refused) {
      assertThat(refused).hasMessageContaining(key);
    }
  }

  @Property
  void kebabNamesHaveOneEnvironmentName(@ForAll("names") String name) {
    String key = "some." + ConfigKeys.kebab(name);

    assertThat(key).isEqualTo(key.toLowerCase(java.util.Locale.ROOT));
    assertThat(ConfigKeys.environment(key)).matches("DARKROOM_SOME_[A-Z0-9_]+");
  }

  @Provide
  Arbitrary<String> keys() {
    return Arbitraries.of("x.number", "x.duration", "x.size", "x.flag", "x.ratio");
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(20).map(s -> "a" + s);
  }
}
