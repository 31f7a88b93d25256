package io.darkroom.engine;

import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.codecs.recipe.Recipe;
import java.util.List;
import java.util.Set;

/**
 * One way of making pixels. The engine has checked limits, formats and operations before it calls a
 * lane; a lane checks the options between steps and in long loops. A lane does all that it lists,
 * unless it is a {@link SelectiveLane}. Thread-safe.
 */
public interface Lane extends AutoCloseable {
  /** A short stable name. */
  String name();

  /** Changes whenever pixels may change. */
  String version();

  /** Formats it decodes. */
  Set<ImageFormat> readable();

  /** Formats it encodes. */
  Set<ImageFormat> writable();

  /** Names of the steps it runs. */
  Set<String> operations();

  /** Bytes it will hold at its peak for this image and recipe, result included. */
  long estimateBytes(ImageInfo info, Recipe recipe, long resultPixels);

  /** Whether it holds all of an image at once for a recipe, at full size or as coefficients. */
  default boolean holdsWhole(ImageInfo info, Recipe recipe) {
    return info.progressive();
  }

  /** Applies the recipes; one outcome each, in order. Throws only what concerns the source. */
  List<RenderOutcome> render(
      ImageSource source, ImageInfo info, List<Recipe> recipes, RenderOptions options);

  @Override
  void close();
}
