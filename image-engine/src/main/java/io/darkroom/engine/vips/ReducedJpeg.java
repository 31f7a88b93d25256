package io.darkroom.engine.vips;

import io.darkroom.codecs.image.ColourModel;
import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.engine.ImageSource;
import io.darkroom.engine.LaneDeclinedException;
import io.darkroom.engine.RenderOptions;
import io.darkroom.engine.jpeg.Colours;
import io.darkroom.engine.jpeg.Plane;
import io.darkroom.engine.jpeg.ReducedDecoder;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * Decodes JPEG that becomes much smaller with the decoder that passes what a small picture does not
 * need, in place of libvips' own. The pixels are the same but for rounding.
 */
record ReducedJpeg(Scope scope, ImageSource source, ImageInfo info, RenderOptions options) {
  /** By less, what a decoder passes is too little. */
  private static final int LEAST_SHRINK = 4;

  private static final int ROUND = 1 << 15;
  private static final int SHIFT = 16;
  private static final int RED_BY_CR = 91_881;
  private static final int GREEN_BY_CB = 22_554;
  private static final int GREEN_BY_CR = 46_802;
  private static final int BLUE_BY_CB = 116_130;

  /** Whether a file, by its header, may be decoded so. */
  static boolean suits(ImageInfo info, double shrink) {
    return info.format() == ImageFormat.JPEG
        && shrink >= LEAST_SHRINK
        && info.bitDepth() == 8
        && info.model() != ColourModel.CMYK
        && (!info.progressive() || info.pixels() <= ReducedDecoder.MOST_PROGRESSIVE);
  }

  /**
   * Decodes. Like libvips, it leaves out what does not fill a pixel.
   *
   * @param shrink 4 or 8
   * @return pixels in memory, without metadata
   * @throws LaneDeclinedException when the file is damaged or unusual
   */
  VipsImage decode(int shrink) {
    List<Plane> planes =
        ReducedDecoder.decode(source.segment(), shrink, Colours.FINE, options::check);
    Plane luma = planes.getFirst();
    if (planes.stream().anyMatch(plane -> plane.width() != luma.width())
        || planes.stream().anyMatch(plane -> plane.height() != luma.height())) {
      throw new LaneDeclinedException("colours at another scale");
    }
    int width = Math.max(1, info.width() / shrink);
    int height = Math.max(1, info.height() / shrink);
    int bands = planes.size();
    MemorySegment samples = scope.arena().allocate((long) width * height * bands);
    byte[] row = new byte[width * bands];
    for (int y = 0; y < height; y++) {
      if (bands == 1) {
        read(luma, y, row);
      } else {
        colours(planes, y, row);
      }
      long to = (long) y * row.length;
      MemorySegment.copy(row, 0, samples, ValueLayout.JAVA_BYTE, to, row.length);
    }
    return scope.image(samples, width, height, bands).standard();
  }

  /** From brightness, blueness and redness to colours as JFIF 1.02 has it, in fixed point. */
  private static void colours(List<Plane> planes, int y, byte[] to) {
    int width = to.length / 3;
    byte[] luma = read(planes.get(0), y, new byte[width]);
    byte[] blueness = read(planes.get(1), y, new byte[width]);
    byte[] redness = read(planes.get(2), y, new byte[width]);
    for (int x = 0, at = 0; x < width; x++, at += 3) {
      int light = luma[x] & 0xff;
      int cb = (blueness[x] & 0xff) - 128;
      int cr = (redness[x] & 0xff) - 128;
      to[at] = sample(light + ((RED_BY_CR * cr + ROUND) >> SHIFT));
      to[at + 1] = sample(light + ((ROUND - GREEN_BY_CB * cb - GREEN_BY_CR * cr) >> SHIFT));
      to[at + 2] = sample(light + ((BLUE_BY_CB * cb + ROUND) >> SHIFT));
    }
  }

  private static byte[] read(Plane plane, int y, byte[] to) {
    long from = (long) y * plane.stride();
    MemorySegment.copy(plane.samples(), ValueLayout.JAVA_BYTE, from, to, 0, to.length);
    return to;
  }

  private static byte sample(int value) {
    return (byte) Math.clamp(value, 0, 255);
  }
}
