package io.darkroom.engine.turbo;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The rows of a picture as numbers to calculate with. Where it has bytes, OpenCV turns one into the
 * other, many rows in a call: the compiler makes no vector instructions of mixed kinds of numbers.
 * Rows are read, or written, from the first on.
 */
final class FloatRows implements AutoCloseable {
  /** Numbers that are turned at once, which fit the nearer caches. */
  private static final int MOST = 1 << 15;

  private final Mat image;
  private final int length;
  private final int depth;
  private final boolean direct;
  private final Mat block;
  private final MemorySegment numbers;
  private final long step;
  private int first;
  private int count;

  FloatRows(Mat image) {
    this.image = image;
    this.length = image.cols() * image.channels();
    this.direct = image.depth() == opencv_core.CV_32F;
    this.depth = direct ? image.rows() : Math.clamp(MOST / length, 1, image.rows());
    this.block = direct ? image : floats(depth, image.cols(), image.channels());
    this.numbers = Bytes.of(block);
    this.step = block.step();
  }

  /** A picture of numbers. */
  static Mat floats(int rows, int columns, int channels) {
    return new Mat(rows, columns, opencv_core.CV_MAKETYPE(opencv_core.CV_32F, channels));
  }

  /** Reads a row. */
  void read(int row, float[] to) {
    if (!direct && (row < first || row >= first + count)) {
      first = row;
      count = Math.min(depth, image.rows() - row);
      try (Mat bytes = image.rowRange(first, first + count);
          Mat read = block.rowRange(0, count)) {
        bytes.convertTo(read, opencv_core.CV_32F);
      }
    }
    MemorySegment.copy(numbers, ValueLayout.JAVA_FLOAT, (row - first) * step, to, 0, length);
  }

  /** Writes a row, which is seen in the picture when a later one is written, or in the end. */
  void write(int row, float[] from) {
    if (!direct && count == depth) {
      finish();
    }
    first = count == 0 && !direct ? row : first;
    MemorySegment.copy(from, 0, numbers, ValueLayout.JAVA_FLOAT, (row - first) * step, length);
    count++;
  }

  /** Writes what has not been written, rounded and cut to what a byte holds. */
  void finish() {
    if (direct) {
      return;
    }
    try (Mat bytes = image.rowRange(first, first + count);
        Mat written = block.rowRange(0, count)) {
      written.convertTo(bytes, opencv_core.CV_8U);
    }
    count = 0;
  }

  @Override
  public void close() {
    if (!direct) {
      block.release();
    }
  }
}
