package io.darkroom.engine.turbo;

import io.darkroom.engine.RenderOptions;
import java.util.Arrays;
import org.bytedeco.opencv.opencv_core.Mat;

/** Makes fewer or more rows of those of a picture, one after the other. */
final class RowScaler implements AutoCloseable {
  private static final int CHECKED_ROWS = 64;

  private final Lanczos filter;
  private final FloatRows source;
  private final RenderOptions options;
  private final int length;
  private final float[][] window;
  private final int[] held;
  private final WeightedRows weighted;
  private int next;

  RowScaler(Mat image, Lanczos filter, RenderOptions options) {
    this.filter = filter;
    this.source = new FloatRows(image);
    this.options = options;
    this.length = image.cols() * image.channels();
    this.window = new float[filter.reach()][length];
    this.held = new int[window.length];
    Arrays.fill(held, -1);
    this.weighted = new WeightedRows(filter);
  }

  /** Makes the row that follows, at the beginning of an array. */
  void next(float[] row) {
    if (next % CHECKED_ROWS == 0) {
      options.check();
    }
    for (int i = 0; i < filter.count(next); i++) {
      int wanted = filter.row(next, i);
      int slot = wanted % window.length;
      if (held[slot] != wanted) {
        source.read(wanted, window[slot]);
        held[slot] = wanted;
      }
      weighted.set(i, window[slot]);
    }
    weighted.sum(next++, row, length);
  }

  /** Writes as many of the rows that follow as a picture of the same width has. */
  void next(Mat target) {
    float[] row = new float[length];
    try (FloatRows written = new FloatRows(target)) {
      int count = target.rows();
      for (int y = 0; y < count; y++) {
        next(row);
        written.write(y, row);
      }
      written.finish();
    }
  }

  @Override
  public void close() {
    source.close();
  }
}
