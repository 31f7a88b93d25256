package io.darkroom.engine.vips;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FramesAheadTest {
  @Test
  void pixelsAndMetadataAreThoseOfTheStrip() throws IOException {
    byte[] samples = new byte[5 * 12 * 3];
    new Random(1).nextBytes(samples);
    try (Scope scope = new Scope(BundledVips.open(), new InkTables())) {
      VipsImage strip = scope.image(samples, 5, 12, 3).standard();
      strip.setField("exif-ifd0-Artist", "somebody");

      VipsImage ahead = FramesAhead.of(strip, 4);

      assertThat(ahead.samples()).isEqualTo(samples);
      assertThat(ahead.interpretation()).isEqualTo(VipsImage.SRGB);
      assertThat(ahead.fieldText("exif-ifd0-Artist")).isEqualTo("somebody");
    }
  }
}
