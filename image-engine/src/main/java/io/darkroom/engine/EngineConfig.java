package io.darkroom.engine;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How to open an engine.
 *
 * @param libvips a libvips to use instead of the bundled one
 * @param cacheDir where bundled native libraries are unpacked
 * @param lanes names of the lanes to open; empty for all that load
 */
public record EngineConfig(Optional<Path> libvips, Path cacheDir, Set<String> lanes) {
  public EngineConfig {
    Objects.requireNonNull(libvips, "libvips");
    Objects.requireNonNull(cacheDir, "cacheDir");
    lanes = Set.copyOf(lanes);
  }

  /** Everything that loads; {@code DARKROOM_LIBVIPS} may name a library. */
  public static EngineConfig defaults() {
    return new EngineConfig(
        Optional.ofNullable(System.getenv("DARKROOM_LIBVIPS"))
            .filter(name -> !name.isBlank())
            .map(Path::of),
        defaultCache(),
        Set.of());
  }

  /** Pure Java only. */
  public static EngineConfig portable() {
    return defaults().withLanes(Set.of("portable"));
  }

  /** This configuration with only the lanes of these names. */
  public EngineConfig withLanes(Set<String> names) {
    return new EngineConfig(libvips, cacheDir, names);
  }

  /** This configuration without the lane for the most usual requests. */
  public EngineConfig withoutTurbo() {
    return lanes.isEmpty() ? withLanes(Set.of("libvips", "portable")) : this;
  }

  /** Whether a lane is wanted. */
  public boolean opens(String lane) {
    return lanes.isEmpty() || lanes.contains(lane);
  }

  private static Path defaultCache() {
    String home = System.getProperty("user.home", "");
    return home.isBlank() || home.equals("?")
        ? Path.of(System.getProperty("java.io.tmpdir"), "darkroom-native")
        : Path.of(home, ".cache", "darkroom", "native");
  }
}
