package io.darkroom.engine.turbo;

import io.darkroom.engine.RenderOptions;
import org.bytedeco.opencv.opencv_core.Mat;

/** Makes fewer or more rows of those of a picture, one after the other. */
final class RowScaler {
  private static final int CHECKED_ROWS = 64;

  private final Lanczos filter;
  private final FloatRows source;
  private final RenderOptions options;
  private final int rows;
  private final int length;
  private final float[][] window;
  private final int mask;
  private final WeightedRows weighted;
  private int read;
  private int next;

  RowScaler(Mat image, Lanczos filter, RenderOptions options) {
    this.filter = filter;
    this.source = new FloatRows(image);
    this.options = options;
    this.rows = image.rows();
    this.length = image.cols() * image.channels();
    int ring = Integer.highestOneBit(2 * filter.reach() - 1);
    this.window = Scratch.rows(Math.min(ring, Integer.highestOneBit(2 * rows - 1)), length);
    this.mask = window.length - 1;
    this.weighted = new WeightedRows(filter);
  }

  /** Makes the row that follows, at the beginning of an array. */
  void next(float[] row) {
    if (next % CHECKED_ROWS == 0) {
      options.check();
    }
    int count = filter.count(next);
    int last = filter.row(next, count - 1);
    for (; read <= last; read++) {
      source.read(read, window[read & mask]);
    }
    for (int i = 0; i < count; i++) {
      weighted.set(i, window[filter.row(next, i) & mask]);
    }
    weighted.sum(next++, row, length);
  }

  /** Writes so many of the rows that follow. */
  void next(RowTarget target, int count) {
    float[] row = new float[length];
    for (int y = 0; y < count; y++) {
      next(row);
      target.write(y, row);
    }
  }
}
