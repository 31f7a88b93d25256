package io.darkroom.engine.turbo;

import io.darkroom.engine.RenderOptions;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Scales with Lanczos weights, which OpenCV has no reducing filter for. Columns are made rows by
 * turning the picture, since whole rows are what can be added up fast: some rows at a time, so that
 * what lies between stays in the caches, and the memory for it is not taken and given back each
 * time. Samples of one kind are turned in Java; pixels of several by OpenCV, which then moves more
 * at once.
 */
record Scaler(RenderOptions options, Scratch scratch) {
  /** Rows of one kind of sample whose columns are scaled together. */
  private static final int PLANE_ROWS = 128;

  /** Samples of the rows of pixels whose columns are scaled together. */
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
    if (layer.spanX() == width && layer.spanY() == height) {
      return image;
    }
    Mat result = new Mat(height, width, image.type());
    if (image.channels() == 1) {
      plane(layer, width, height, new FloatRows(result));
      return result;
    }
    RowScaler rows = rows(layer, height);
    if (layer.spanX() == width) {
      rows.next(new FloatRows(result), height);
    } else {
      pixels(rows, image, columns(layer, width), result);
    }
    return result;
  }

  /** One kind of sample at exactly this size, and then each of them twice in both directions. */
  Mat doubled(Layer layer, int width, int height) {
    Mat result = new Mat(2 * height, 2 * width, layer.samples().type());
    plane(layer, width, height, new DoubledRows(result));
    return result;
  }

  private RowScaler rows(Layer layer, int height) {
    Lanczos down = new Lanczos(layer.samples().rows(), layer.spanY(), height);
    return new RowScaler(layer.samples(), down, options);
  }

  private static Lanczos columns(Layer layer, int width) {
    return new Lanczos(layer.samples().cols(), layer.spanX(), width);
  }

  private void plane(Layer layer, int width, int height, RowTarget target) {
    RowScaler rows = rows(layer, height);
    if (layer.spanX() == width) {
      rows.next(target, height);
      return;
    }
    int columns = layer.samples().cols();
    int least = Math.ceilDiv(height, ColumnScaler.TOGETHER) * ColumnScaler.TOGETHER;
    int depth = Math.min(PLANE_ROWS, least);
    ColumnScaler scaler = new ColumnScaler(columns(layer, width), columns, width, depth);
    float[][] wide = scratch.wide(depth, columns);
    float[][] narrow = scratch.narrow(depth, scaler.scaledLength());
    for (int y = 0; y < height; y += depth) {
      int count = Math.min(depth, height - y);
      for (int i = 0; i < count; i++) {
        rows.next(wide[i]);
      }
      scaler.scale(wide, narrow);
      for (int i = 0; i < count; i++) {
        target.write(y + i, narrow[i]);
      }
    }
  }

  private void pixels(RowScaler rows, Mat image, Lanczos across, Mat result) {
    int depth = Math.clamp(STRIPE / image.cols() / image.channels(), LEAST_ROWS, MOST_ROWS);
    depth = Math.min(depth, result.rows());
    try (Mat stripe = FloatRows.floats(depth, image.cols(), image.channels());
        Mat turned = new Mat();
        Mat narrow = new Mat(result.cols(), depth, image.type())) {
      for (int y = 0; y < result.rows(); y += depth) {
        int count = Math.min(depth, result.rows() - y);
        try (Mat wide = stripe.rowRange(0, count);
            Mat part = narrow.colRange(0, count);
            Mat scaled = result.rowRange(y, y + count)) {
          rows.next(new FloatRows(wide), count);
          opencv_core.transpose(wide, turned);
          new RowScaler(turned, across, options).next(new FloatRows(part), part.rows());
          opencv_core.transpose(part, scaled);
        }
      }
    }
  }
}
