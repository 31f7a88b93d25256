package io.darkroom.engine.turbo;

import io.darkroom.engine.jpeg.Plane;
import java.lang.foreign.MemorySegment;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Samples that stand for a picture, at a scale of their own.
 *
 * @param spanX columns that the picture takes, where the last may lie partly outside
 * @param spanY rows that the picture takes
 */
record Layer(Mat samples, double spanX, double spanY) {

  static Layer of(Plane plane) {
    try (Mat rows = new Mat(plane.height(), plane.stride(), opencv_core.CV_8UC1)) {
      long size = (long) plane.height() * plane.stride();
      MemorySegment.copy(plane.samples(), 0, Bytes.of(rows), 0, size);
      return new Layer(rows.colRange(0, plane.width()), plane.spanX(), plane.spanY());
    }
  }

  /** Other samples for the same part of a picture. */
  Layer of(Mat others) {
    return new Layer(others, spanX, spanY);
  }

  /**
   * Means of squares of two samples on a side; those at the edges are filled by repeating, so that
   * all have one size.
   */
  Layer means() {
    Size size = new Size(Math.ceilDiv(samples.cols(), 2), Math.ceilDiv(samples.rows(), 2));
    Mat filled = filled(2 * size.width(), 2 * size.height());
    Mat small = new Mat();
    opencv_imgproc.resize(filled, small, size, 0, 0, opencv_imgproc.INTER_AREA);
    Bytes.release(filled, samples);
    return new Layer(small, spanX / 2, spanY / 2);
  }

  private Mat filled(int columns, int rows) {
    int below = rows - samples.rows();
    int right = columns - samples.cols();
    if (below == 0 && right == 0) {
      return samples;
    }
    Mat filled = new Mat();
    opencv_core.copyMakeBorder(samples, filled, 0, below, 0, right, opencv_core.BORDER_REPLICATE);
    return filled;
  }
}
