package io.darkroom.engine;

import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.codecs.recipe.Recipes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A process of its own that renders once and writes what it took: {@code estimate taken}, in bytes.
 * Taken is how far its resident memory rose above what it was after a small render of that kind.
 */
final class MemoryProbe {
  private static final int SMALL = 64;

  private MemoryProbe() {}

  /** Lane, file, recipe, and where to write. */
  public static void main(String[] args) throws IOException {
    EngineConfig config =
        switch (args[0]) {
          case "portable" -> EngineConfig.portable();
          case "libvips" -> EngineConfig.defaults().withoutTurbo();
          default -> EngineConfig.defaults();
        };
    Recipe recipe = Recipes.parseText(args[2]);
    Path file = Path.of(args[1]);
    try (ImageEngine engine = ImageEngine.open(config)) {
      warm(engine, file, recipe);
      System.gc();
      NativeMemory.giveBackFree();
      Files.writeString(Path.of("/proc/self/clear_refs"), "5");
      long before = status("VmRSS:");
      long estimate;
      try (ImageSource source = ImageSource.of(file)) {
        estimate =
            engine.plan(engine.probe(source), recipe, EngineLimits.defaults()).estimatedBytes();
        RenderResult result = engine.render(source, recipe, options());
        if (!result.engineLane().equals(args[0])) {
          throw new IllegalArgumentException(result.engineLane() + " has run it");
        }
      }
      // the source is mapped: its pages are the system's to take back
      long taken = status("VmHWM:") - before - Files.size(file);
      Files.writeString(Path.of(args[3]), estimate + " " + taken);
    }
  }

  /** Loads classes and codecs with a small image of the same format, moving if the other is. */
  private static void warm(ImageEngine engine, Path file, Recipe recipe) throws IOException {
    try (ImageSource source = ImageSource.of(file)) {
      ImageInfo info = engine.probe(source);
      byte[] small =
          info.frames() > 1
              ? Gifs.animated(SMALL, SMALL, 2)
              : Fixtures.encoded(Fixtures.picture(SMALL, SMALL), "png");
      Recipe same = Recipes.parseText(info.format().wire());
      RenderResult result = engine.render(ImageSource.of(small), same, options());
      engine.render(ImageSource.of(result.bytes()), recipe, options());
    }
  }

  private static RenderOptions options() {
    byte[] mark = Fixtures.encoded(Fixtures.transparentPicture(60, 40), "png");
    return RenderOptions.defaults().withImages(id -> ImageSource.of(mark));
  }

  private static long status(String name) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElseThrow();
    }
  }
}
