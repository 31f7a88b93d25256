package io.darkroom.engine.turbo;

import io.darkroom.engine.RenderOptions;
import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Makes fewer or more rows of those of a picture, one after the other. Only whole rows are added
 * up, which the compiler turns into vector instructions.
 */
final class RowScaler implements AutoCloseable {
  private static final int CHECKED_ROWS = 64;

  private final Lanczos filter;
  private final FloatRows source;
  private final float[][] window;
  private final int[] held;
  private final float[][] rows;
  private final float[] sums;
  private int next;

  RowScaler(Mat image, Lanczos filter) {
    int length = image.cols() * image.channels();
    this.filter = filter;
    this.source = new FloatRows(image);
    this.window = new float[filter.reach()][length];
    this.held = new int[window.length];
    Arrays.fill(held, -1);
    this.rows = new float[filter.reach() + Lanczos.TOGETHER][];
    this.sums = new float[length];
  }

  /** Writes as many of the rows that follow as a picture of the same width has. */
  void next(Mat target, RenderOptions options) {
    try (FloatRows written = new FloatRows(target)) {
      int count = target.rows();
      for (int y = 0; y < count; y++) {
        if (next % CHECKED_ROWS == 0) {
          options.check();
        }
        add(next++);
        written.write(y, sums);
      }
      written.finish();
    }
  }

  @Override
  public void close() {
    source.close();
  }

  private void add(int row) {
    int count = filter.count(row);
    for (int i = 0; i < count; i++) {
      int wanted = filter.row(row, i);
      int slot = wanted % window.length;
      if (held[slot] != wanted) {
        source.read(wanted, window[slot]);
        held[slot] = wanted;
      }
      rows[i] = window[slot];
    }
    Arrays.fill(rows, count, count + Lanczos.TOGETHER, rows[0]);
    int first = filter.place(row);
    for (int i = 0; i < count; i += Lanczos.TOGETHER) {
      add(i == 0 ? 0 : 1, sums, rows, i, filter.weights(), first + i);
    }
  }

  /** Adds rows to so many times the sums. */
  private static void add(
      float times, float[] sums, float[][] rows, int row, float[] weights, int weight) {
    float[] a = rows[row];
    float[] b = rows[row + 1];
    float[] c = rows[row + 2];
    float[] d = rows[row + 3];
    float weightA = weights[weight];
    float weightB = weights[weight + 1];
    float weightC = weights[weight + 2];
    float weightD = weights[weight + 3];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = times * sums[i] + weightA * a[i] + weightB * b[i] + weightC * c[i] + weightD * d[i];
    }
  }
}
