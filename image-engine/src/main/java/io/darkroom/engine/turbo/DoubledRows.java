package io.darkroom.engine.turbo;

import java.lang.foreign.MemorySegment;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Writes each sample of a row twice, beside and below each other. The picture must outlive this.
 */
final class DoubledRows implements RowTarget {
  /** Makes two bytes of one, of the same value. */
  private static final int TWICE = 0x101;

  private final MemorySegment samples;
  private final long step;
  private final short[] pairs;
  private final MemorySegment bytes;

  /**
   * @param image one kind of sample, with an even number of rows and columns
   */
  DoubledRows(Mat image) {
    this.samples = Bytes.of(image);
    this.step = image.step();
    this.pairs = new short[image.cols() / 2];
    this.bytes = MemorySegment.ofArray(pairs);
  }

  @Override
  public void write(int row, float[] from) {
    for (int i = 0; i < pairs.length; i++) {
      int level = (int) RowTarget.level(from[i]);
      pairs[i] = (short) (level * TWICE);
    }
    MemorySegment.copy(bytes, 0, samples, 2L * row * step, bytes.byteSize());
    MemorySegment.copy(bytes, 0, samples, (2L * row + 1) * step, bytes.byteSize());
  }
}
