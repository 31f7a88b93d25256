package io.darkroom.codecs.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureTest {
  @ParameterizedTest
  @EnumSource(FailureCode.class)
  void everyCodeIsFoundByItsWireName(FailureCode code) {
    assertThat(FailureCode.fromWire(code.wire())).contains(code);
    assertThat(code.wire()).matches("[a-z]+(-[a-z]+)*");
    assertThat(code.status()).isBetween(400, 599);
  }

  @Test
  void wireNamesAreUnique() {
    assertThat(Arrays.stream(FailureCode.values()).map(FailureCode::wire)).doesNotHaveDuplicates();
  }

  @Test
  void findsTheFailureUnderOtherExceptions() {
    Failure failure = Failure.of(FailureCode.CORRUPT_IMAGE, "the data ends early");
    RuntimeException wrapped =
        new RuntimeException(new IllegalStateException(failure.asException()));

    assertThat(FailureException.failureOf(wrapped)).isEqualTo(failure);
  }

  @Test
  void tellsNothingOfAnUnknownError() {
    Failure failure = FailureException.failureOf(new RuntimeException("password=hunter2"));

    assertThat(failure.code()).isEqualTo(FailureCode.INTERNAL);
    assertThat(failure.detail()).doesNotContain("hunter2");
  }
}
