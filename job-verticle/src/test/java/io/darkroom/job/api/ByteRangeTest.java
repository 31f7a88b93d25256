package io.darkroom.job.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.codecs.failure.FailureException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0",
    "bytes=0-99, 0, 99",
    "bytes=10-, 10, 99",
    "bytes=-10, 90, 99",
    "bytes=-1000, 0, 99",
    "bytes=50-5000, 50, 99"
  })
  void aSatisfiableRangeIsCutToTheWhole(String header, long first, long last) {
    assertThat(ByteRange.parse(Optional.of(header), 100)).contains(new ByteRange(first, last));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=0-1,5-6", "bytes=", "bytes=-", "lines=1-2", "bytes=9-1", "junk"})
  void whatIsNotOneRangeIsIgnored(String header) {
    assertThat(ByteRange.parse(Optional.of(header), 100)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=100-", "bytes=500-600", "bytes=-0"})
  void aRangeBeyondTheEndIsRefused(String header) {
    assertThatThrownBy(() -> ByteRange.parse(Optional.of(header), 100))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("range-not-satisfiable");
  }

  @Test
  void withoutAHeaderThereIsNoRange() {
    assertThat(ByteRange.parse(Optional.empty(), 100)).isEmpty();
  }
}
