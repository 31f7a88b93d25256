package io.darkroom.engine.turbo;

import io.darkroom.engine.jpeg.Plane;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;

/**
 * What a decoder gives: one layer of pixels, or three of brightness, blueness and redness. These
 * are scaled by themselves and become pixels only then, of which there are fewer.
 */
record Decoded(List<Layer> layers) {

  static Decoded whole(Mat pixels) {
    return new Decoded(List.of(new Layer(pixels, pixels.cols(), pixels.rows())));
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

  /** From means of squares of so many samples on a side, as a decoder that shrinks makes them. */
  Decoded means(int times) {
    return new Decoded(layers.stream().map(layer -> layer.means(times)).toList());
  }

  /** Pixels at exactly this size, which may be those there are; all others are let go. */
  Mat scaled(Scaler scaler, int width, int height) {
    List<Mat> scaled = new ArrayList<>();
    for (Layer layer : layers) {
      Mat result = scaler.scaled(layer, width, height);
      Bytes.release(layer.samples(), result);
      scaled.add(result);
    }
    return scaled.size() == 1 ? scaled.getFirst() : joined(scaled);
  }

  private static Mat joined(List<Mat> layers) {
    Mat joined = new Mat();
    // OpenCV has the colours the other way round
    opencv_core.merge(new MatVector(layers.get(0), layers.get(2), layers.get(1)), joined);
    layers.forEach(Mat::release);
    Mat pixels = new Mat();
    opencv_imgproc.cvtColor(joined, pixels, opencv_imgproc.COLOR_YCrCb2BGR);
    joined.release();
    return pixels;
  }
}
