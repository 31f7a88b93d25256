package io.darkroom.engine.vips;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.engine.Fixtures;
import io.darkroom.engine.ImageSource;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class VipsImageTest {
  /** Else operations keep many rows of what they can read in any order, which takes far longer. */
  @Test
  void anImageInMemoryDoesNotSayThatItIsAStream() throws IOException {
    ImageSource png = ImageSource.of(Fixtures.encoded(Fixtures.picture(30, 20), "png"));
    try (Scope scope = new Scope(BundledVips.open(), new InkTables())) {
      VipsImage stream =
          scope
              .operation("pngload_buffer")
              .blob("buffer", scope.bytes(png))
              .set("access", "sequential")
              .streaming()
              .run();

      assertThat(stream.has("vips-sequential")).isTrue();
      assertThat(stream.inMemory().has("vips-sequential")).isFalse();
    }
  }
}
