package io.darkroom.engine.vips;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.engine.EngineConfig;
import io.darkroom.engine.Fixtures;
import io.darkroom.engine.ImageSource;
import io.darkroom.engine.NativeCache;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class VipsImageTest {
  /** Else operations keep many rows of what they can read in any order, which takes far longer. */
  @Test
  void anImageInMemoryDoesNotSayThatItIsAStream() throws IOException {
    NativeCache cache = new NativeCache(EngineConfig.defaults().cacheDir());
    Optional<Path> library = new NativeFiles(cache).library();
    Assumptions.assumeTrue(library.isPresent(), "no libvips is bundled");
    Libvips vips = new Libvips(VipsLaneProvider.lookup(library.get().toString()));
    ImageSource png = ImageSource.of(Fixtures.encoded(Fixtures.picture(30, 20), "png"));
    try (Scope scope = new Scope(vips)) {
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
