package io.darkroom.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.darkroom.codecs.image.ImageFormat;
import org.junit.jupiter.api.Test;

class EncoderLimitsTest {
  @Test
  void smallPicturesKeepTheEffortThatIsWanted() {
    assertThat(EncoderLimits.avifEffort(9, 90_000)).isEqualTo(9);
    assertThat(EncoderLimits.avifEffort(4, 480_000)).isEqualTo(4);
  }

  @Test
  void largePicturesGetLess() {
    assertThat(EncoderLimits.avifEffort(9, 12_000_000)).isEqualTo(3);
    assertThat(EncoderLimits.avifEffort(2, 12_000_000)).isEqualTo(2);
  }

  @Test
  void whatAFormatCannotHoldIsRefused() {
    FailureException refused =
        catchThrowableOfType(
            FailureException.class, () -> EncoderLimits.requireFits(ImageFormat.WEBP, 16_384, 10));

    assertThat(refused.failure().code()).isEqualTo(FailureCode.OUTPUT_TOO_LARGE);
    EncoderLimits.requireFits(ImageFormat.JPEG, 16_384, 10);
  }
}
