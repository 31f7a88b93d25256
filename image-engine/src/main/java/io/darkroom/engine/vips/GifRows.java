package io.darkroom.engine.vips;

import io.darkroom.engine.gif.GifDecoder;
import java.lang.foreign.MemorySegment;

/** The frames of a GIF in memory, one below the other, as far as they are decoded. */
final class GifRows {
  private final GifDecoder decoder;
  private final MemorySegment samples;
  private final int bands;
  private final int height;
  private final long frameBytes;
  private int frames;

  /**
   * @param decoder shows the first frame already
   * @param height of a frame
   */
  GifRows(GifDecoder decoder, MemorySegment samples, int bands, int width, int height) {
    this.decoder = decoder;
    this.samples = samples;
    this.bands = bands;
    this.height = height;
    this.frameBytes = (long) width * height * bands;
  }

  /** Decodes what is missing of the frames that have rows before this one. */
  void fill(int row) {
    while (frames * height < row) {
      if (frames > 0) {
        decoder.advance();
      }
      decoder.write(samples.asSlice(frames * frameBytes, frameBytes), bands);
      frames++;
    }
  }
}
