package io.darkroom.engine.vips;

import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.codecs.recipe.AutoOutput;
import io.darkroom.codecs.recipe.AvifOutput;
import io.darkroom.codecs.recipe.Blur;
import io.darkroom.codecs.recipe.BmpOutput;
import io.darkroom.codecs.recipe.EdgeMode;
import io.darkroom.codecs.recipe.Extend;
import io.darkroom.codecs.recipe.Flip;
import io.darkroom.codecs.recipe.Frame;
import io.darkroom.codecs.recipe.GifOutput;
import io.darkroom.codecs.recipe.JpegOutput;
import io.darkroom.codecs.recipe.Median;
import io.darkroom.codecs.recipe.Normalize;
import io.darkroom.codecs.recipe.Output;
import io.darkroom.codecs.recipe.PngOutput;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.codecs.recipe.Resize;
import io.darkroom.codecs.recipe.Rotate;
import io.darkroom.codecs.recipe.Round;
import io.darkroom.codecs.recipe.Sharpen;
import io.darkroom.codecs.recipe.Step;
import io.darkroom.codecs.recipe.TiffCompression;
import io.darkroom.codecs.recipe.TiffOutput;
import io.darkroom.codecs.recipe.Trim;
import io.darkroom.codecs.recipe.WebpOutput;
import io.darkroom.engine.plan.EncoderLimits;
import io.darkroom.engine.plan.OutputChoice;
import io.darkroom.engine.plan.ResizeGeometry;
import io.darkroom.engine.plan.SizePlan;

/**
 * What a streamed render holds at once: what its decoder keeps, pixels that a step wants in any
 * order, and what its encoder keeps. Bytes a pixel were measured with photographs; MemoryTest holds
 * the sum to within a fifth.
 */
final class MemoryEstimate {
  private static final long FIXED = 3L << 20;

  private static final int STRIP_ROWS = 1500;

  /** What stays in the buffers of columns that are scaled, for a pixel of the animation. */
  private static final double COLUMN_BYTES = 2.6;

  /** The same where the columns of all frames are scaled together. */
  private static final double TOGETHER_BYTES = 1;

  /** A pixel of the screen that the frames of a GIF are painted on, and its index. */
  private static final double SCREEN_BYTES = 5;

  /** A pixel of a frame that is held. */
  private static final double FRAME_BYTES = 4;

  /** The same where the decoded pixels are held anyway. */
  private static final double HELD_APART_BYTES = 3;

  /** For each pixel of a long GIF, the buffers of a step that looks around. */
  private static final double AROUND_BYTES = 3;

  /** For each pixel, what our decoder keeps of a progressive file between its scans, at most. */
  private static final double COEFFICIENTS = 0.75;

  private final ImageInfo info;
  private final Recipe recipe;
  private final boolean animated;
  private final boolean reduced;
  private final double shrink;

  private MemoryEstimate(ImageInfo info, Recipe recipe) {
    this.info = info;
    this.recipe = recipe;
    this.animated =
        info.frames() > 1
            && animates(recipe.output())
            && recipe.steps().stream().noneMatch(Frame.class::isInstance);
    this.reduced =
        !recipe.steps().isEmpty()
            && recipe.steps().getFirst() instanceof Resize
            && pixelsAfter(1) < framePixels();
    this.shrink = SharedDecode.shrink(recipe, info);
  }

  /** Bytes for a recipe. */
  static long of(ImageInfo info, Recipe recipe) {
    MemoryEstimate estimate = new MemoryEstimate(info, recipe);
    return FIXED
        + (long) estimate.decoder()
        + (long) estimate.steps()
        + (long) estimate.encoder(recipe.output());
  }

  private double decoder() {
    double pixels = framePixels();
    return switch (info.format()) {
      case JPEG -> jpeg(pixels);
      case PNG -> info.progressive() ? pixels * sampleBytes() : strip(pixels);
      case TIFF -> strip(pixels);
      case GIF ->
          pixels * SCREEN_BYTES + (held() ? (double) info.channels() * shown() * pixels : 0);
      case WEBP -> animated ? pixels / shrink / shrink * 100 : pixels * (reduced ? 0.1 : 7.2);
      case AVIF, HEIC -> pixels * 18;
      case BMP -> pixels * 13;
      case SVG -> 0;
    };
  }

  /**
   * What our own decoder keeps, its planes and the pixels they become; or libvips' coefficients.
   */
  private double jpeg(double pixels) {
    double reduction = SharedDecode.reduction(recipe, info);
    if (reduction == 1) {
      return info.progressive() ? pixels * 3.2 : 0;
    }
    double small = pixels / reduction / reduction;
    return small * 2 * info.channels() + (info.progressive() ? pixels * COEFFICIENTS : 0);
  }

  /** Whether the pixels of a GIF are all decoded before any of them is needed. */
  private boolean held() {
    return GifPixels.suits(info, shown());
  }

  /** Frames that are decoded. */
  private int shown() {
    return animated ? info.frames() : 1;
  }

  /** The rows that making a picture smaller wants at once, where the decoder does not shrink. */
  private double strip(double pixels) {
    return reduced ? Math.min(pixels, (double) STRIP_ROWS * info.width()) * sampleBytes() : 0;
  }

  private double sampleBytes() {
    return info.channels() * info.bitDepth() / 8.0;
  }

  /** The first step that reads in another order has the picture made; masks come on top. */
  private double steps() {
    double bytes = animated ? frames() : 0;
    boolean streamed = !animated && info.format() != ImageFormat.BMP;
    int bands = Math.max(info.channels(), 1);
    if (info.orientation() > 1 && SizePlan.orients(recipe)) {
      bytes += (double) bands * pixelsAfter(reduced ? 1 : 0);
      streamed = false;
    }
    for (int i = 0; i < recipe.steps().size(); i++) {
      Step step = recipe.steps().get(i);
      double pixels = pixelsAfter(i);
      if (streamed && jumps(step)) {
        bytes += bands * pixels;
        streamed = false;
      }
      bytes +=
          switch (step) {
            case Trim trim -> (bands + 4) * pixels;
            case Round round -> pixels;
            case Blur blur -> 20.0 * blur.sigma() * bands * Math.sqrt(pixels);
            default -> 0;
          };
    }
    return recipe.output().maxBytes().isPresent()
        ? bytes + (double) bands * pixelsAfter(recipe.steps().size()) * shown()
        : bytes;
  }

  /** The first step that takes the frames apart has them made, and each gets buffers of its own. */
  private double frames() {
    double bytes = 0;
    for (int i = 0; i < recipe.steps().size(); i++) {
      Step step = recipe.steps().get(i);
      if (i == 0 && step instanceof Resize resize) {
        bytes += columns() * info.pixels();
        ResizeGeometry to = ResizeGeometry.of(info.width(), info.height(), resize);
        if (to.crops() || to.pads()) {
          return bytes + FRAME_BYTES * to.scaledWidth() * to.scaledHeight() * info.frames();
        }
      } else if (!Steps.rowwise(step)) {
        return bytes + apart(step) * pixelsAfter(i) * info.frames();
      }
    }
    double result = (double) pixelsAfter(recipe.steps().size()) * info.frames();
    boolean ahead = held() && recipe.output().maxBytes().isEmpty();
    return ahead && FramesAhead.suits((long) result) ? bytes + info.channels() * result : bytes;
  }

  /** For each pixel, what a resize that comes first keeps. */
  private double columns() {
    if (shrink > 1) {
      return 0; // the decoder has done it
    }
    return reduced && held() ? TOGETHER_BYTES : COLUMN_BYTES;
  }

  /** For each pixel, what the first step that takes the frames apart keeps. */
  private double apart(Step step) {
    if (held()) {
      return HELD_APART_BYTES;
    }
    boolean around = step instanceof Blur || step instanceof Sharpen || step instanceof Median;
    return around && info.format() == ImageFormat.GIF ? FRAME_BYTES + AROUND_BYTES : FRAME_BYTES;
  }

  private static boolean jumps(Step step) {
    return switch (step) {
      case Flip flip -> true;
      case Rotate rotate -> rotate.angle() % 360 != 0;
      case Sharpen sharpen -> true;
      case Normalize normalize -> true;
      case Trim trim -> true;
      case Extend extend -> extend.mode() != EdgeMode.BACKGROUND;
      case Resize resize -> resize.smart();
      default -> false;
    };
  }

  private double encoder(Output output) {
    double pixels = pixelsAfter(recipe.steps().size());
    double frames = shown();
    return switch (output) {
      case JpegOutput o ->
          pixels * (o.progressive() ? 6.5 : EncoderLimits.onePassJpeg((long) pixels) ? 0.5 : 3.5);
      case PngOutput o -> pixels * (o.palette() ? 7.5 : 1.5);
      case WebpOutput o -> pixels * (o.lossless() ? 23 : 5.5) + pixels * (frames - 1);
      case AvifOutput o -> pixels * 44;
      case GifOutput o -> pixels * 8 + pixels * 2 * (frames - 1);
      case TiffOutput o -> pixels * (o.compression() == TiffCompression.NONE ? 6 : 1.5);
      case BmpOutput o -> pixels * 6.5;
      case AutoOutput o -> pixels * 11;
    };
  }

  private boolean animates(Output output) {
    return output instanceof AutoOutput || OutputChoice.formatOf(output).supportsAnimation();
  }

  private long framePixels() {
    return info.pixels() / info.frames();
  }

  /** Pixels of a frame after so many steps. */
  private long pixelsAfter(int steps) {
    Recipe part = new Recipe(recipe.steps().subList(0, steps), recipe.output());
    SizePlan plan = SizePlan.of(info, part, Integer.MAX_VALUE, Long.MAX_VALUE);
    return (long) plan.width() * plan.height();
  }
}
