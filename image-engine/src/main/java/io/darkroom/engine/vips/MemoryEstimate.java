package io.darkroom.engine.vips;

import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.codecs.recipe.AvifOutput;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.codecs.recipe.Resize;
import io.darkroom.codecs.recipe.Step;

/**
 * What a streamed render holds: codecs that need the whole picture, steps that jump, the result.
 */
final class MemoryEstimate {
  private static final long FIXED = 8L << 20;
  private static final int STRIP_ROWS = 512;

  private MemoryEstimate() {}

  static long of(ImageInfo info, Recipe recipe, long resultPixels) {
    Step first = recipe.steps().isEmpty() ? null : recipe.steps().getFirst();
    long whole = info.pixels() * info.channels();
    long held = Math.min(whole, (long) info.width() * STRIP_ROWS * info.channels());
    if (decodedWhole(info)) {
      held = info.format() == ImageFormat.JPEG ? info.pixels() * 3 : whole;
    }
    if (info.frames() > 1 || (first != null && !(first instanceof Resize))) {
      held += whole;
    }
    long result = resultPixels * 4 * (recipe.output() instanceof AvifOutput ? 3 : 1);
    return FIXED + held + result;
  }

  private static boolean decodedWhole(ImageInfo info) {
    return switch (info.format()) {
      case JPEG, PNG -> info.progressive();
      case GIF, WEBP, AVIF, HEIC, BMP, SVG -> true;
      case TIFF -> false;
    };
  }
}
