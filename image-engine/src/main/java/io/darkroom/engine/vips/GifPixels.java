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
   * Decodes frames, one below the other. Premultiplied or not is the same, since no pixel is
   * translucent.
   *
   * @return pixels in memory; with the fields of an animation where there are several frames
   * @throws LaneDeclinedException when the file is damaged or unusual
   */
  VipsImage decode(int first, int frames) {
    GifDecoder decoder =
        new GifDecoder(
            source.segment(), info.width(), info.height(), info.frames(), options::check);
    for (int i = 0; i <= first; i++) {
      decoder.advance();
    }
    int bands = decoder.opaque(first + frames - 1) ? 3 : 4;
    long size = (long) info.width() * info.height() * bands;
    MemorySegment samples = scope.arena().allocate(size * frames);
    decoder.write(samples, bands);
    for (int i = 1; i < frames; i++) {
      decoder.advance();
      decoder.write(samples.asSlice(i * size, size), bands);
    }
    VipsImage image = scope.image(samples, info.width(), info.height() * frames, bands).standard();
    if (frames > 1) {
      image.setField("page-height", info.height());
      image.setField("delay", decoder.delays());
      image.setField("loop", decoder.loops());
    }
    return image;
  }
}
