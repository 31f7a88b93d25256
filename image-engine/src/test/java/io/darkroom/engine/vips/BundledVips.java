package io.darkroom.engine.vips;

import io.darkroom.engine.EngineConfig;
import io.darkroom.engine.NativeCache;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The library that comes with the engine. */
final class BundledVips {
  private BundledVips() {}

  /** Opens it; a test that asks is left out where there is none. */
  static Libvips open() throws IOException {
    NativeCache cache = new NativeCache(EngineConfig.defaults().cacheDir());
    Optional<Path> library = new NativeFiles(cache).library();
    Assumptions.assumeTrue(library.isPresent(), "no libvips is bundled");
    return new Libvips(VipsLaneProvider.lookup(library.get().toString()));
  }
}
