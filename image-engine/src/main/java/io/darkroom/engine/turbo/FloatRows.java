package io.darkroom.engine.turbo;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The rows of a picture as numbers to calculate with. Where it has bytes, they are turned into
 * numbers and back in the heap, by loops that the compiler makes vector instructions of: of bytes
 * it does so only where these have a sign. The picture must outlive this.
 */
final class FloatRows implements RowTarget {
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  /** The upper bit of each byte: without it, a byte with a sign is 128 less than one without. */
  private static final long UPPER_BITS = 0x8080808080808080L;

  private static final float LESS = 128f;

  private final MemorySegment samples;
  private final long step;
  private final int length;
  private final byte[] bytes;

  FloatRows(Mat image) {
    this.samples = Bytes.of(image);
    this.step = image.step();
    this.length = image.cols() * image.channels();
    boolean numbers = image.depth() == opencv_core.CV_32F;
    this.bytes = numbers ? null : new byte[Math.ceilDiv(length, Long.BYTES) * Long.BYTES];
  }

  /** A picture of numbers. */
  static Mat floats(int rows, int columns, int channels) {
    return new Mat(rows, columns, opencv_core.CV_MAKETYPE(opencv_core.CV_32F, channels));
  }

  /** Reads a row. */
  void read(int row, float[] to) {
    if (bytes == null) {
      MemorySegment.copy(samples, ValueLayout.JAVA_FLOAT, row * step, to, 0, length);
      return;
    }
    MemorySegment.copy(samples, ValueLayout.JAVA_BYTE, row * step, bytes, 0, length);
    for (int i = 0; i < bytes.length; i += Long.BYTES) {
      EIGHT.set(bytes, i, (long) EIGHT.get(bytes, i) ^ UPPER_BITS);
    }
    for (int i = 0; i < length; i++) {
      to[i] = bytes[i] + LESS;
    }
  }

  /** Writes a row, as it is where the picture has numbers. */
  @Override
  public void write(int row, float[] from) {
    if (bytes == null) {
      MemorySegment.copy(from, 0, samples, ValueLayout.JAVA_FLOAT, row * step, length);
      return;
    }
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) RowTarget.level(from[i]);
    }
    MemorySegment.copy(bytes, 0, samples, ValueLayout.JAVA_BYTE, row * step, length);
  }
}
