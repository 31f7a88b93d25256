package io.darkroom.engine.turbo;

import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.codecs.recipe.Chroma;
import io.darkroom.codecs.recipe.Grayscale;
import io.darkroom.codecs.recipe.JpegOutput;
import io.darkroom.codecs.recipe.Output;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.codecs.recipe.Step;
import io.darkroom.codecs.recipe.Watermark;
import io.darkroom.engine.ImageSource;
import io.darkroom.engine.LaneDeclinedException;
import io.darkroom.engine.RenderOptions;
import io.darkroom.engine.jpeg.Colours;
import io.darkroom.engine.jpeg.ReducedDecoder;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Decodes the source, as small as the work allows. */
record Decoder(ImageSource source, ImageInfo info, RenderOptions options) {
  private static final int MOST_SHRINK = 8;

  /** Pixels from which on our decoder is the faster one at half size. */
  private static final long LEAST_HALVED = 100_000;

  /** What OpenCV reads without being stopped. */
  private static final long MOST_BYTES = 16L << 20;

  private static final byte UNTOUCHED = (byte) 128;

  /**
   * Whether our own decoder takes a source for a recipe; see {@link #own(ImageInfo, int, Colours)}.
   */
  static boolean own(ImageInfo info, Recipe recipe) {
    int shrink = Suitability.shrink(info, recipe);
    return own(info, shrink, colours(info, List.of(recipe), shrink));
  }

  /**
   * Whether the decoder for so much smaller a picture is our own, which can be stopped. Most of the
   * data is not needed then, which OpenCV's decoder does not make use of. By half, its tables take
   * longer to make than a small picture takes OpenCV.
   */
  static boolean own(ImageInfo info, int shrink, Colours colours) {
    boolean small = info.pixels() < LEAST_HALVED && !info.progressive();
    return ReducedDecoder.decodes(shrink, colours) && !(shrink == 2 && small);
  }

  /**
   * Whether only the brightness is needed: what comes before the colours go has none of its own.
   */
  static boolean lumaOnly(ImageInfo info, Recipe recipe) {
    for (Step step : recipe.steps()) {
      if (step instanceof Grayscale) {
        return true;
      }
      if (step instanceof Watermark) {
        return false;
      }
    }
    return info.channels() == 1;
  }

  /**
   * The colours that recipes need of a source that is decoded so much smaller. Half of their
   * samples do where the result has no more, and by an eighth little would be left.
   */
  static Colours colours(ImageInfo info, List<Recipe> recipes, int shrink) {
    if (recipes.stream().allMatch(recipe -> lumaOnly(info, recipe))) {
      return Colours.NONE;
    }
    boolean halves = recipes.stream().allMatch(recipe -> halvesColours(recipe.output()));
    return halves && shrink != MOST_SHRINK ? Colours.SHRUNK : Colours.FINE;
  }

  /** Whether a result has half as many rows and columns of colours as of brightness. */
  static boolean halvesColours(Output output) {
    return !(output instanceof JpegOutput jpeg) || jpeg.chroma() != Chroma.FULL;
  }

  /**
   * Decodes.
   *
   * @param shrink 1, 2, 4 or 8 times smaller; other than 1 for JPEG only
   * @param colours that are needed
   * @throws LaneDeclinedException when the file is damaged or unusual
   */
  Decoded decode(int shrink, Colours colours) {
    boolean own = own(info, shrink, colours);
    // colours that one recipe needs may keep our decoder from all
    boolean large = source.length() > MOST_BYTES || info.pixels() > Suitability.MOST_PIXELS;
    if (large && !own) {
      throw new LaneDeclinedException("more than OpenCV may decode, which cannot be stopped");
    }
    if (info.format() == ImageFormat.JPEG) {
      new JpegScan(source.segment()).requirePlain(own);
    }
    if (own) {
      return Decoded.apart(
          ReducedDecoder.decode(source.segment(), shrink, colours, options::check));
    }
    double step = shrink;
    return Decoded.whole(
        pixels(shrink, colours == Colours.NONE), info.width() / step, info.height() / step);
  }

  private Mat pixels(int shrink, boolean luma) {
    boolean jpeg = info.format() == ImageFormat.JPEG;
    int width = Math.ceilDiv(info.width(), shrink);
    int height = Math.ceilDiv(info.height(), shrink);
    int flags = flag(shrink, luma) | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
    try (Arena arena = Arena.ofConfined()) {
      Mat file = jpeg ? Bytes.withRoom(source, arena) : Bytes.of(source, arena);
      Mat image =
          jpeg && !luma
              ? opencv_imgcodecs.imdecode(file, flags, unaligned(width, height))
              : opencv_imgcodecs.imdecode(file, flags);
      if (image.empty() || image.cols() != width || image.rows() != height) {
        throw new LaneDeclinedException("a file that OpenCV does not decode");
      }
      if (jpeg && endsGrey(image)) {
        throw new LaneDeclinedException("a file whose data may end early");
      }
      return image;
    }
  }

  /**
   * Room for pixels whose rows mostly begin at odd addresses. Into aligned rows, libjpeg-turbo
   * writes past the caches, and what reads them next waits for the memory.
   */
  private static Mat unaligned(int width, int height) {
    try (Mat wider = new Mat(height, width + 1, opencv_core.CV_8UC3)) {
      return wider.colRange(1, width + 1);
    }
  }

  /**
   * What libjpeg leaves behind, with a warning that OpenCV does not tell of, when data is missing.
   */
  private static boolean endsGrey(Mat image) {
    MemorySegment rows = Bytes.of(image);
    int channels = image.channels();
    long last = (image.rows() - 1) * image.step() + (image.cols() - 1L) * channels;
    for (int i = 0; i < channels; i++) {
      if (rows.get(ValueLayout.JAVA_BYTE, last + i) != UNTOUCHED) {
        return false;
      }
    }
    return true;
  }

  private static int flag(int shrink, boolean luma) {
    return switch (shrink) {
      case 1 -> luma ? opencv_imgcodecs.IMREAD_GRAYSCALE : opencv_imgcodecs.IMREAD_COLOR;
      case 2 ->
          luma
              ? opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_2
              : opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
      default -> throw new IllegalArgumentException("no shrink by " + shrink);
    };
  }
}
