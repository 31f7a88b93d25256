package io.darkroom.engine.turbo;

import io.darkroom.engine.RenderOptions;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Scales with Lanczos weights, which OpenCV has no reducing filter for. Columns are made rows by
 * transposing, since {@link RowScaler} adds up whole rows. This is done some rows at a time: what
 * lies between stays in the caches, and the memory for it is not taken and given back each time.
 */
record Scaler(RenderOptions options) {
  /** Samples of the rows whose columns are scaled together. */
  private static final int STRIPE = 1 << 19;

  /** Fewer would make the columns too short for vector instructions, more would bring nothing. */
  private static final int LEAST_ROWS = 64;

  private static final int MOST_ROWS = 512;

  /** The picture at exactly this size: itself, or a new one. */
  Mat scaled(Mat image, int width, int height) {
    return scaled(new Layer(image, image.cols(), image.rows()), width, height);
  }

  /** The layer at exactly this size: its own samples, or new ones. */
  Mat scaled(Layer layer, int width, int height) {
    Mat image = layer.samples();
    boolean sameHeight = layer.spanY() == height;
    if (layer.spanX() == width && sameHeight) {
      return image;
    }
    Mat result = new Mat(height, width, image.type());
    if (sameHeight) {
      columns(layer, null, result);
      return result;
    }
    try (RowScaler rows = new RowScaler(image, new Lanczos(image.rows(), layer.spanY(), height))) {
      if (layer.spanX() == width) {
        rows.next(result, options);
      } else {
        columns(layer, rows, result);
      }
    }
    return result;
  }

  /**
   * Scales columns.
   *
   * @param rows gives the rows to scale columns of, or null where they are those of the layer
   */
  private void columns(Layer layer, RowScaler rows, Mat result) {
    Mat image = layer.samples();
    int depth = Math.clamp(STRIPE / image.cols() / image.channels(), LEAST_ROWS, MOST_ROWS);
    depth = Math.min(depth, result.rows());
    Lanczos filter = new Lanczos(image.cols(), layer.spanX(), result.cols());
    Mat stripe = rows == null ? null : FloatRows.floats(depth, image.cols(), image.channels());
    Mat turned = new Mat();
    Mat narrow = new Mat(result.cols(), depth, image.type());
    for (int y = 0; y < result.rows(); y += depth) {
      int count = Math.min(depth, result.rows() - y);
      try (Mat wide = rows == null ? image.rowRange(y, y + count) : stripe.rowRange(0, count);
          Mat part = narrow.colRange(0, count);
          Mat scaled = result.rowRange(y, y + count)) {
        if (rows != null) {
          rows.next(wide, options);
        }
        opencv_core.transpose(wide, turned);
        try (RowScaler across = new RowScaler(turned, filter)) {
          across.next(part, options);
        }
        opencv_core.transpose(part, scaled);
      }
    }
    if (stripe != null) {
      stripe.release();
    }
    turned.release();
    narrow.release();
  }
}
