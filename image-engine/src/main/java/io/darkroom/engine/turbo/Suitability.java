package io.darkroom.engine.turbo;

import io.darkroom.codecs.image.ColourModel;
import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.codecs.recipe.Autoorient;
import io.darkroom.codecs.recipe.Blur;
import io.darkroom.codecs.recipe.Crop;
import io.darkroom.codecs.recipe.Fit;
import io.darkroom.codecs.recipe.Flip;
import io.darkroom.codecs.recipe.Flop;
import io.darkroom.codecs.recipe.Grayscale;
import io.darkroom.codecs.recipe.Icc;
import io.darkroom.codecs.recipe.JpegOutput;
import io.darkroom.codecs.recipe.Kernel;
import io.darkroom.codecs.recipe.Metadata;
import io.darkroom.codecs.recipe.Output;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.codecs.recipe.Resize;
import io.darkroom.codecs.recipe.Rotate;
import io.darkroom.codecs.recipe.Step;
import io.darkroom.codecs.recipe.Watermark;
import io.darkroom.codecs.recipe.WebpOutput;
import io.darkroom.engine.jpeg.ReducedDecoder;
import io.darkroom.engine.plan.DecodeMargin;
import io.darkroom.engine.plan.ResizeGeometry;
import io.darkroom.engine.plan.SizePlan;
import io.darkroom.engine.plan.Turn;
import java.util.List;

/**
 * Which requests this lane can do as well as libvips, and faster. Measured; see
 * docs/performance.md.
 */
final class Suitability {
  /** No native call may take longer than a cancellation may: about a quarter of a second. */
  static final long MOST_PIXELS = 24_000_000;

  private static final long MOST_WEBP_PIXELS = 4_000_000;
  private static final long MOST_WEBP_RESULT = 1_500_000;
  private static final long MOST_BLURRED = 4_000_000;
  private static final double MOST_SIGMA = 8;

  /** Up to here what a call costs by itself matters more than its pixels. */
  private static final long SMALL_PIXELS = 300_000;

  private static final int EFFORT = 4;

  private Suitability() {}

  static boolean suits(ImageInfo info, Recipe recipe, Output output) {
    return readable(info, recipe)
        && recipe.steps().stream().allMatch(Suitability::runs)
        && !enlarges(info, recipe)
        && writable(info, recipe, output)
        && bounded(info, recipe)
        && wins(info, recipe);
  }

  /** How much smaller a JPEG is decoded; a little more than needed, for the filter to work on. */
  static int shrink(ImageInfo info, Recipe recipe) {
    if (info.format() != ImageFormat.JPEG || !(leading(recipe) instanceof Resize resize)) {
      return 1;
    }
    boolean swapped = SizePlan.orients(recipe) && info.orientation() > 4;
    int width = swapped ? info.height() : info.width();
    int height = swapped ? info.width() : info.height();
    ResizeGeometry to = ResizeGeometry.of(width, height, resize);
    double factor =
        Math.min((double) width / to.scaledWidth(), (double) height / to.scaledHeight());
    if (factor >= 2
        && factor / DecodeMargin.TIMES < 2
        && info.pixels() > DecodeMargin.CHEAP_PIXELS) {
      return 2;
    }
    return Integer.highestOneBit((int) Math.clamp(factor / DecodeMargin.TIMES, 1, 8));
  }

  /** Whether pixels as they were decoded are not needed, but scaled ones. */
  static boolean resizesFirst(Recipe recipe) {
    return leading(recipe) instanceof Resize;
  }

  /** The first step that has to be run, or null; orienting is settled when decoding. */
  private static Step leading(Recipe recipe) {
    return work(recipe).stream().findFirst().orElse(null);
  }

  /** The steps that have to be run. */
  static List<Step> work(Recipe recipe) {
    return recipe.steps().stream().filter(step -> !(step instanceof Autoorient)).toList();
  }

  private static boolean readable(ImageInfo info, Recipe recipe) {
    boolean plain = info.frames() == 1 && !info.hasAlpha() && info.bitDepth() == 8;
    return switch (info.format()) {
      case JPEG ->
          plain
              && info.model() != ColourModel.CMYK
              && (!info.progressive() || Decoder.own(info, recipe));
      case WEBP -> plain && !info.hasIcc();
      default -> false;
    };
  }

  private static boolean runs(Step step) {
    return switch (step) {
      case Resize resize ->
          resize.kernel() == Kernel.LANCZOS3
              && !resize.smart()
              && (resize.background().opaque() || resize.fit() != Fit.CONTAIN);
      case Rotate rotate -> Turn.right(rotate.angle());
      case Blur blur -> blur.sigma() <= MOST_SIGMA;
      case Crop crop -> true;
      case Flip flip -> true;
      case Flop flop -> true;
      case Grayscale grayscale -> true;
      case Autoorient autoorient -> true;
      case Watermark watermark -> true;
      default -> false;
    };
  }

  private static boolean writable(ImageInfo info, Recipe recipe, Output output) {
    if (output.metadata() != Metadata.STRIP || (output.icc() == Icc.KEEP && info.hasIcc())) {
      return false;
    }
    return switch (output) {
      case JpegOutput jpeg -> !jpeg.progressive();
      case WebpOutput webp ->
          !webp.lossless()
              && webp.effort() == EFFORT
              && sizes(info, recipe).largest() <= MOST_WEBP_RESULT;
      default -> false;
    };
  }

  /** libvips has filters of its own for that. */
  private static boolean enlarges(ImageInfo info, Recipe recipe) {
    List<Step> steps = recipe.steps();
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i) instanceof Resize resize) {
        SizePlan before = sizes(info, new Recipe(steps.subList(0, i), recipe.output()));
        ResizeGeometry to = ResizeGeometry.of(before.width(), before.height(), resize);
        if (to.scaledWidth() > before.width() || to.scaledHeight() > before.height()) {
          return true;
        }
      }
    }
    return false;
  }

  private static SizePlan sizes(ImageInfo info, Recipe recipe) {
    return SizePlan.of(info, recipe, Integer.MAX_VALUE, Long.MAX_VALUE);
  }

  private static boolean bounded(ImageInfo info, Recipe recipe) {
    long largest = sizes(info, recipe).largest();
    boolean blurs = recipe.steps().stream().anyMatch(Blur.class::isInstance);
    return info.pixels() <= mostPixels(info, recipe)
        && largest <= (blurs ? MOST_BLURRED : MOST_PIXELS);
  }

  private static long mostPixels(ImageInfo info, Recipe recipe) {
    if (info.format() == ImageFormat.WEBP) {
      return MOST_WEBP_PIXELS;
    }
    if (info.progressive()) {
      return ReducedDecoder.MOST_PROGRESSIVE;
    }
    return Decoder.own(info, recipe) ? Long.MAX_VALUE : MOST_PIXELS;
  }

  private static boolean wins(ImageInfo info, Recipe recipe) {
    return info.format() == ImageFormat.WEBP
        || info.pixels() <= SMALL_PIXELS
        || shrink(info, recipe) > 1
        || Decoder.lumaOnly(info, recipe);
  }
}
