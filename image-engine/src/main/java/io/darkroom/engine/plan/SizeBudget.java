package io.darkroom.engine.plan;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.recipe.AutoOutput;
import io.darkroom.codecs.recipe.AvifOutput;
import io.darkroom.codecs.recipe.BmpOutput;
import io.darkroom.codecs.recipe.GifOutput;
import io.darkroom.codecs.recipe.JpegOutput;
import io.darkroom.codecs.recipe.Output;
import io.darkroom.codecs.recipe.PngOutput;
import io.darkroom.codecs.recipe.TiffOutput;
import io.darkroom.codecs.recipe.WebpOutput;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;

/** Finds the best quality whose result has at most the bytes that an output allows. */
public final class SizeBudget {
  private SizeBudget() {}

  /**
   * Encodes as often as needed: once when the wanted quality fits, else by halving the range.
   *
   * @throws io.darkroom.codecs.failure.FailureException {@code output-too-large} when nothing fits
   */
  public static ByteBuffer fit(Output output, Function<Output, ByteBuffer> encode) {
    ByteBuffer wanted = encode.apply(output);
    if (output.maxBytes().isEmpty() || wanted.remaining() <= output.maxBytes().get()) {
      return wanted;
    }
    int most = output.maxBytes().get();
    ByteBuffer best =
        switch (output) {
          case JpegOutput o -> search(o.quality(), most, q -> encode.apply(with(o, q)));
          case WebpOutput o ->
              search(o.lossless() ? 100 : o.quality(), most, q -> encode.apply(with(o, q)));
          case AvifOutput o ->
              search(o.lossless() ? 100 : o.quality(), most, q -> encode.apply(with(o, q)));
          case PngOutput o -> first(List.of(256, 64, 16, 4), most, c -> encode.apply(with(o, c)));
          case GifOutput o ->
              first(List.of(128, 64, 32, 16, 4), most, c -> encode.apply(with(o, c)));
          case TiffOutput o -> null;
          case BmpOutput o -> null;
          case AutoOutput o -> throw new IllegalArgumentException("auto must be resolved first");
        };
    if (best == null) {
      throw Failure.of(
              FailureCode.OUTPUT_TOO_LARGE,
              "no quality of " + output.format() + " fits into " + most + " bytes; make it smaller")
          .asException();
    }
    return best;
  }

  private static ByteBuffer search(int tooGood, int most, Function<Integer, ByteBuffer> encode) {
    int low = 1;
    int high = tooGood - 1;
    ByteBuffer best = null;
    while (low <= high) {
      int middle = (low + high + 1) / 2;
      ByteBuffer bytes = encode.apply(middle);
      if (bytes.remaining() <= most) {
        best = bytes;
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return best;
  }

  private static ByteBuffer first(
      List<Integer> colours, int most, Function<Integer, ByteBuffer> encode) {
    for (int count : colours) {
      ByteBuffer bytes = encode.apply(count);
      if (bytes.remaining() <= most) {
        return bytes;
      }
    }
    return null;
  }

  private static JpegOutput with(JpegOutput o, int quality) {
    return new JpegOutput(
        quality, o.progressive(), o.chroma(), o.maxBytes(), o.metadata(), o.icc());
  }

  private static WebpOutput with(WebpOutput o, int quality) {
    return new WebpOutput(quality, false, o.effort(), o.maxBytes(), o.metadata(), o.icc());
  }

  private static AvifOutput with(AvifOutput o, int quality) {
    return new AvifOutput(
        quality, false, o.effort(), o.chroma(), o.maxBytes(), o.metadata(), o.icc());
  }

  private static PngOutput with(PngOutput o, int colours) {
    return new PngOutput(
        o.compression(), true, Math.min(colours, o.colours()), o.maxBytes(), o.metadata(), o.icc());
  }

  private static GifOutput with(GifOutput o, int colours) {
    return new GifOutput(
        Math.min(colours, o.colours()),
        o.effort(),
        o.dither(),
        o.maxBytes(),
        o.metadata(),
        o.icc());
  }
}
