package io.darkroom.engine.plan;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.recipe.AutoOutput;
import io.darkroom.codecs.recipe.AvifOutput;
import io.darkroom.codecs.recipe.BmpOutput;
import io.darkroom.codecs.recipe.Chroma;
import io.darkroom.codecs.recipe.GifOutput;
import io.darkroom.codecs.recipe.JpegOutput;
import io.darkroom.codecs.recipe.Output;
import io.darkroom.codecs.recipe.PngOutput;
import io.darkroom.codecs.recipe.TiffCompression;
import io.darkroom.codecs.recipe.TiffOutput;
import io.darkroom.codecs.recipe.WebpOutput;
import java.util.List;
import java.util.Set;

/**
 * Decides what {@code auto} means for a picture.
 *
 * @param source the format it came in
 * @param accepted formats the reader takes, best first; empty for no preference
 * @param writable formats of the lane
 */
public record OutputChoice(
    ImageFormat source, List<ImageFormat> accepted, Set<ImageFormat> writable) {
  /** Above this AVIF takes longer than a reader waits: about a second a megapixel. */
  private static final long AVIF_PIXELS = 2_000_000;

  /**
   * The output to write; anything but {@code auto} stays as it is.
   *
   * @param pixels of a frame of the result
   * @param animated whether the result has several frames
   * @param alpha whether the result may be transparent
   */
  public Output resolve(Output output, long pixels, boolean animated, boolean alpha) {
    return output instanceof AutoOutput auto
        ? concrete(auto, pick(pixels, animated, alpha))
        : output;
  }

  /** Whether frames are kept: the output holds several, or the one chosen for auto will. */
  public boolean animates(Output output) {
    if (!(output instanceof AutoOutput)) {
      return formatOf(output).supportsAnimation();
    }
    return accepted.isEmpty()
        ? source.supportsAnimation() && writable.contains(source)
        : accepted.stream().anyMatch(f -> f.supportsAnimation() && writable.contains(f));
  }

  /** The format of an output that is not {@code auto}. */
  public static ImageFormat formatOf(Output output) {
    return ImageFormat.fromWire(output.format()).orElseThrow();
  }

  private ImageFormat pick(long pixels, boolean animated, boolean alpha) {
    for (ImageFormat format : accepted) {
      boolean fits =
          writable.contains(format)
              && (!animated || format.supportsAnimation())
              && (!alpha || format.supportsAlpha())
              && (format != ImageFormat.AVIF || pixels <= AVIF_PIXELS);
      if (fits) {
        return format;
      }
    }
    if (writable.contains(source)
        && source != ImageFormat.SVG
        && (!alpha || source.supportsAlpha())
        && (accepted.isEmpty() || accepted.contains(source))) {
      return source;
    }
    ImageFormat plain = alpha ? ImageFormat.PNG : ImageFormat.JPEG;
    if (!writable.contains(plain)) {
      throw Failure.of(FailureCode.NOT_ACCEPTABLE, "no accepted format can be written")
          .asException();
    }
    return plain;
  }

  private static Output concrete(AutoOutput auto, ImageFormat format) {
    return switch (format) {
      case JPEG, HEIC, SVG ->
          new JpegOutput(
              auto.quality().orElse(80),
              false,
              Chroma.HALF,
              auto.maxBytes(),
              auto.metadata(),
              auto.icc());
      case PNG -> new PngOutput(6, false, 256, auto.maxBytes(), auto.metadata(), auto.icc());
      case WEBP ->
          new WebpOutput(
              auto.quality().orElse(80), false, 4, auto.maxBytes(), auto.metadata(), auto.icc());
      case AVIF ->
          new AvifOutput(
              auto.quality().orElse(50),
              false,
              2,
              Chroma.FULL,
              auto.maxBytes(),
              auto.metadata(),
              auto.icc());
      case GIF -> new GifOutput(256, 7, 1, auto.maxBytes(), auto.metadata(), auto.icc());
      case TIFF ->
          new TiffOutput(TiffCompression.LZW, auto.maxBytes(), auto.metadata(), auto.icc());
      case BMP -> new BmpOutput(auto.maxBytes(), auto.metadata(), auto.icc());
    };
  }
}
