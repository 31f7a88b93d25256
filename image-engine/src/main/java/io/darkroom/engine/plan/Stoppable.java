package io.darkroom.engine.plan;

import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.codecs.recipe.AutoOutput;
import io.darkroom.codecs.recipe.AvifOutput;
import io.darkroom.codecs.recipe.Output;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.codecs.recipe.WebpOutput;

/** Says whether work is so small that its longest piece is over before a caller minds. */
public final class Stoppable {
  /** No decoder, step or quick encoder needs a tenth of a second for as many pixels. */
  private static final long PIXELS = 250_000;

  private Stoppable() {}

  /**
   * Whether looking at an image ends soon, stopped or not. An SVG may nest, and a progressive JPEG
   * may have thousands of scans.
   */
  public static boolean soon(ImageInfo info) {
    return info.format() != ImageFormat.SVG && !info.progressive() && info.pixels() <= PIXELS;
  }

  /**
   * Whether a render ends soon, stopped or not.
   *
   * @param worked pixels of the largest frame on the way, times the frames
   */
  public static boolean soon(ImageInfo info, Recipe recipe, long worked) {
    return soon(info) && worked <= PIXELS && quick(recipe.output());
  }

  /** Encoders that take long even for small pictures. */
  private static boolean quick(Output output) {
    return switch (output) {
      case AvifOutput avif -> false;
      case AutoOutput auto -> false;
      case WebpOutput webp -> !webp.lossless();
      default -> true;
    };
  }
}
