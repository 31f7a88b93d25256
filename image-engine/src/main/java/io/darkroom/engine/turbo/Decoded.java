package io.darkroom.engine.turbo;

import io.darkroom.engine.jpeg.Plane;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.Rect;

/**
 * What a decoder gives: one layer of pixels, or three of brightness, blueness and redness. These
 * are scaled by themselves and become pixels only then, of which there are fewer.
 */
record Decoded(List<Layer> layers) {

  /** Pixels of which the picture takes so many columns and rows. */
  static Decoded whole(Mat pixels, double spanX, double spanY) {
    return new Decoded(List.of(new Layer(pixels, spanX, spanY)));
  }

  static Decoded apart(List<Plane> planes) {
    return new Decoded(planes.stream().map(Layer::of).toList());
  }

  /** The pixels of a whole picture. */
  Mat pixels() {
    if (layers.size() > 1) {
      throw new IllegalStateException("there are no pixels yet");
    }
    return layers.getFirst().samples();
  }

  /** Once more the same samples, which are there until the last is let go. */
  Decoded leased() {
    return new Decoded(
        layers.stream()
            .map(layer -> new Layer(new Mat(layer.samples()), layer.spanX(), layer.spanY()))
            .toList());
  }

  /** From means of squares of two samples on a side, as a decoder that shrinks makes them. */
  Decoded means() {
    return new Decoded(layers.stream().map(Layer::means).toList());
  }

  /** Brightness and colours apart, the latter with half as many rows and columns. */
  Decoded apart() {
    Mat pixels = pixels();
    if (pixels.channels() == 1) {
      return this;
    }
    Layer whole = layers.getFirst();
    Layer quarter = whole.means(); // colours of means are means of colours
    try (Mat joined = new Mat();
        MatVector planes = new MatVector()) {
      opencv_imgproc.cvtColor(quarter.samples(), joined, opencv_imgproc.COLOR_BGR2YCrCb);
      opencv_core.split(joined, planes);
      Mat brightness = new Mat();
      opencv_imgproc.cvtColor(pixels, brightness, opencv_imgproc.COLOR_BGR2GRAY);
      pixels.release();
      return new Decoded(
          List.of(
              whole.of(brightness),
              quarter.of(new Mat(planes.get(2))),
              quarter.of(new Mat(planes.get(1)))));
    } finally {
      quarter.samples().release();
    }
  }

  /**
   * Pixels at exactly this size, which may be those there are; all others are let go.
   *
   * @param halved whether two by two pixels may have one colour, as an encoder makes them
   */
  Mat scaled(Scaler scaler, int width, int height, boolean halved) {
    if (layers.size() == 1) {
      return scaled(layers.getFirst(), scaler, width, height);
    }
    List<Mat> scaled = new ArrayList<>();
    for (Layer layer : layers) {
      boolean brightness = scaled.isEmpty();
      scaled.add(
          halved && !brightness
              ? doubled(layer, scaler, width, height)
              : scaled(layer, scaler, width, height));
    }
    return joined(scaled);
  }

  private static Mat scaled(Layer layer, Scaler scaler, int width, int height) {
    Mat result = scaler.scaled(layer, width, height);
    Bytes.release(layer.samples(), result);
    return result;
  }

  private static Mat doubled(Layer layer, Scaler scaler, int width, int height) {
    int columns = Math.ceilDiv(width, 2);
    int rows = Math.ceilDiv(height, 2);
    double spanX = layer.spanX() * 2 * columns / width;
    double spanY = layer.spanY() * 2 * rows / height;
    try (Mat large = scaler.doubled(new Layer(layer.samples(), spanX, spanY), columns, rows)) {
      layer.samples().release();
      return new Mat(large, new Rect(0, 0, width, height));
    }
  }

  private static Mat joined(List<Mat> layers) {
    Mat joined = new Mat();
    // OpenCV has the colours the other way round
    try (MatVector planes = new MatVector(layers.get(0), layers.get(2), layers.get(1))) {
      opencv_core.merge(planes, joined);
    }
    layers.forEach(Mat::release);
    Mat pixels = new Mat();
    opencv_imgproc.cvtColor(joined, pixels, opencv_imgproc.COLOR_YCrCb2BGR);
    joined.release();
    return pixels;
  }
}
