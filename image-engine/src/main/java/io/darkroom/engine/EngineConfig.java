package io.darkroom.engine;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * How to open an engine.
 *
 * @param libvips a libvips to use instead of the bundled one
 * @param cacheDir where bundled native libraries are unpacked
 * @param nativeLanes whether native libraries may be loaded at all
 */
public record EngineConfig(Optional<Path> libvips, Path cacheDir, boolean nativeLanes) {
  public EngineConfig {
    Objects.requireNonNull(libvips, "libvips");
    Objects.requireNonNull(cacheDir, "cacheDir");
  }

  /** Everything that loads; {@code DARKROOM_LIBVIPS} may name a library. */
  public static EngineConfig defaults() {
    return new EngineConfig(
        Optional.ofNullable(System.getenv("DARKROOM_LIBVIPS"))
            .filter(name -> !name.isBlank())
            .map(Path::of),
        defaultCache(),
        true);
  }

  /** Pure Java only. */
  public static EngineConfig portable() {
    return new EngineConfig(Optional.empty(), defaultCache(), false);
  }

  private static Path defaultCache() {
    String home = System.getProperty("user.home", "");
    return home.isBlank() || home.equals("?")
        ? Path.of(System.getProperty("java.io.tmpdir"), "darkroom-native")
        : Path.of(home, ".cache", "darkroom", "native");
  }
}
