package io.darkroom.engine.vips;

import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.engine.ImageSource;
import io.darkroom.engine.LaneDeclinedException;
import io.darkroom.engine.RenderOptions;
import io.darkroom.engine.gif.GifDecoder;
import java.lang.foreign.MemorySegment;

/**
 * Decodes GIF with our own decoder, in place of libvips': the same pixels in less time, and without
 * alpha where nothing shines through.
 */
record GifPixels(Scope scope, ImageSource source, ImageInfo info, RenderOptions options) {
  /** Pixels of all frames that are held together, at most; of more, libvips holds a few rows. */
  private static final long MOST_PIXELS = 16L << 20;

  /** Pixels of the screen, at most, which is held on the heap while frames are painted on it. */
  private static final long MOST_SCREEN = 4L << 20;

  /** Whether a file may be decoded so, as many frames of it as are wanted. */
  static boolean suits(ImageInfo info, int frames) {
    long screen = (long) info.width() * info.height();
    return info.format() == ImageFormat.GIF
        && screen <= MOST_SCREEN
        && screen * frames <= MOST_PIXELS;
  }

  /**
   * Decodes frames, one below the other: the first now, the others when libvips asks for them.
   * Premultiplied or not is the same, since no pixel is translucent.
   *
   * @return pixels in memory; with the fields of an animation where there are several frames. Where
   *     a later frame turns out to be damaged or unusual, {@link LaneDeclinedException} is what
   *     fails the scope
   * @throws LaneDeclinedException when the file or the first frame is damaged or unusual
   */
  VipsImage decode(int first, int frames) {
    GifDecoder decoder =
        new GifDecoder(
            source.segment(), info.width(), info.height(), info.frames(), options::check);
    for (int i = 0; i <= first; i++) {
      decoder.advance();
    }
    int bands = decoder.opaque(first + frames - 1) ? 3 : 4;
    int height = info.height() * frames;
    MemorySegment samples = scope.unset((long) info.width() * height * bands);
    GifRows rows = new GifRows(decoder, samples, bands, info.width(), info.height());
    rows.fill(1);
    VipsImage memory = scope.image(samples, info.width(), height, bands).standard();
    if (frames == 1) {
      return memory;
    }
    memory.setField("page-height", info.height());
    memory.setField("delay", decoder.delays());
    memory.setField("loop", decoder.loops());
    return RowsOnDemand.of(memory, rows::fill);
  }
}
