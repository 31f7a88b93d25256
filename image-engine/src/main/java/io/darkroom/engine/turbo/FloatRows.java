package io.darkroom.engine.turbo;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The rows of a picture of bytes as numbers to calculate with. OpenCV turns one into the other,
 * many rows in a call: the compiler makes no vector instructions of mixed kinds of numbers. Rows
 * are read, or written, from the first on.
 */
final class FloatRows implements AutoCloseable {
  /** Numbers that are turned at once, which fit the nearer caches. */
  private static final int MOST = 1 << 15;

  private final Mat image;
  private final int length;
  private final int depth;
  private final Mat block;
  private final MemorySegment numbers;
  private final long step;
  private int first;
  private int count;

  FloatRows(Mat image) {
    this.image = image;
    this.length = image.cols() * image.channels();
    this.depth = Math.clamp(MOST / length, 1, image.rows());
    this.block =
        new Mat(depth, image.cols(), opencv_core.CV_MAKETYPE(opencv_core.CV_32F, image.channels()));
    this.numbers = Bytes.of(block);
    this.step = block.step();
  }

  /** Reads a row. */
  void read(int row, float[] to) {
    if (row < first || row >= first + count) {
      first = row;
      count = Math.min(depth, image.rows() - row);
      Mat bytes = image.rowRange(first, first + count);
      bytes.convertTo(block.rowRange(0, count), opencv_core.CV_32F);
    }
    MemorySegment.copy(numbers, ValueLayout.JAVA_FLOAT, (row - first) * step, to, 0, length);
  }

  /** Writes a row, which is seen in the picture when a later one is written, or in the end. */
  void write(int row, float[] from) {
    if (count == depth) {
      finish();
    }
    first = count == 0 ? row : first;
    MemorySegment.copy(from, 0, numbers, ValueLayout.JAVA_FLOAT, (row - first) * step, length);
    count++;
  }

  /** Writes what has not been written, rounded and cut to what a byte holds. */
  void finish() {
    Mat bytes = image.rowRange(first, first + count);
    block.rowRange(0, count).convertTo(bytes, opencv_core.CV_8U);
    count = 0;
  }

  @Override
  public void close() {
    block.release();
  }
}
