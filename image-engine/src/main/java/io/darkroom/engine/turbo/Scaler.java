package io.darkroom.engine.turbo;

import io.darkroom.engine.RenderOptions;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Scales with Lanczos weights, which OpenCV has no reducing filter for. Only whole rows are added
 * up, which the compiler turns into vector instructions; columns are made rows by transposing. Each
 * loop has one kind of number on both sides where it can, since mixed kinds are far slower.
 */
record Scaler(RenderOptions options) {
  private static final int CHECKED_ROWS = 64;
  private static final int HALF = Lanczos.ONE / 2;
  private static final int SHIFT = Integer.numberOfTrailingZeros(Lanczos.ONE);

  /** The picture at exactly this size: itself, or a new one. */
  Mat scaled(Mat image, int width, int height) {
    return scaled(new Layer(image, image.cols(), image.rows()), width, height);
  }

  /** The layer at exactly this size: its own samples, or new ones. */
  Mat scaled(Layer layer, int width, int height) {
    Mat image = layer.samples();
    Mat tall = layer.spanY() == height ? image : rows(image, layer.spanY(), height);
    if (layer.spanX() == width) {
      return tall;
    }
    Mat turned = transposed(tall);
    Bytes.release(tall, image);
    Mat narrow = rows(turned, layer.spanX(), width);
    turned.release();
    Mat result = transposed(narrow);
    narrow.release();
    return result;
  }

  private static Mat transposed(Mat image) {
    Mat result = new Mat();
    opencv_core.transpose(image, result);
    return result;
  }

  private Mat rows(Mat image, double span, int height) {
    int length = image.cols() * image.channels();
    Mat result = new Mat(height, image.cols(), image.type());
    MemorySegment from = Bytes.of(image);
    MemorySegment to = Bytes.of(result);
    long fromStep = image.step();
    long toStep = result.step();
    Lanczos filter = new Lanczos(image.rows(), span, height);
    int[][] window = new int[filter.reach() + 1][length];
    int[] held = new int[window.length];
    Arrays.fill(held, -1);
    byte[] row = new byte[length];
    int[] sums = new int[length];
    for (int y = 0; y < height; y++) {
      if (y % CHECKED_ROWS == 0) {
        options.check();
      }
      filter.at(y);
      Arrays.fill(sums, HALF);
      for (int i = 0; i < filter.count(); i++) {
        int weight = filter.weight(i);
        if (weight == 0) {
          continue;
        }
        int wanted = filter.row(i);
        int slot = wanted % window.length;
        if (held[slot] != wanted) {
          MemorySegment.copy(from, ValueLayout.JAVA_BYTE, wanted * fromStep, row, 0, length);
          widen(row, window[slot]);
          held[slot] = wanted;
        }
        add(sums, window[slot], weight);
      }
      narrow(sums, row);
      MemorySegment.copy(row, 0, to, ValueLayout.JAVA_BYTE, y * toStep, length);
    }
    return result;
  }

  private static void widen(byte[] from, int[] to) {
    for (int i = 0; i < from.length; i++) {
      to[i] = from[i] & 0xff;
    }
  }

  private static void add(int[] sums, int[] row, int weight) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += weight * row[i];
    }
  }

  private static void narrow(int[] sums, byte[] to) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] = Math.min(255, Math.max(0, sums[i] >> SHIFT));
    }
    for (int i = 0; i < to.length; i++) {
      to[i] = (byte) sums[i];
    }
  }
}
