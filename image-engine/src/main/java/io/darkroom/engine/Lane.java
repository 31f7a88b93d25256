package io.darkroom.engine;

import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.codecs.recipe.Output;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.engine.plan.Thumbnail;
import java.util.List;
import java.util.Set;

/**
 * One way of making pixels. The engine has checked limits, formats and operations before it calls a
 * lane; a lane checks the options between steps and in long loops. Thread-safe.
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

  /**
   * Whether it is the one for this; asked once formats and steps are known to be its own. Depends
   * on nothing else, so that the same request always takes the same lane.
   *
   * @param output what is written: {@code auto} is settled as for a still opaque result
   */
  default boolean takes(ImageInfo info, Recipe recipe, Output output) {
    return true;
  }

  /** Whether it takes only some requests, may decline what it took, and shows no pictures. */
  default boolean selective() {
    return false;
  }

  /** Bytes it will hold at its peak for this image and recipe, result included. */
  long estimateBytes(ImageInfo info, Recipe recipe, long resultPixels);

  /**
   * Applies the recipes; one outcome each, in order. Throws only what concerns the source.
   *
   * @throws LaneDeclinedException when the bytes are none that it can vouch for
   */
  List<RenderOutcome> render(
      ImageSource source, ImageInfo info, List<Recipe> recipes, RenderOptions options);

  /** Decodes the first frame, oriented, in sRGB, scaled to fit a square. */
  Thumbnail thumbnail(ImageSource source, ImageInfo info, int side, RenderOptions options);

  @Override
  void close();
}
