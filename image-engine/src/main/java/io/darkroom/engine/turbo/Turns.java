package io.darkroom.engine.turbo;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** Turns and mirrors whole pixels. */
final class Turns {
  private static final int VERTICAL = 0;
  private static final int HORIZONTAL = 1;

  private Turns() {}

  /** As an EXIF orientation says; itself when it stands upright. */
  static Mat orient(Mat image, int orientation) {
    return switch (orientation) {
      case 2 -> flop(image);
      case 3 -> turn(image, 180);
      case 4 -> flip(image);
      case 5 -> transpose(image);
      case 6 -> turn(image, 90);
      case 7 -> transverse(image);
      case 8 -> turn(image, 270);
      default -> image;
    };
  }

  /** Clockwise by a multiple of 90 degrees below 360. */
  static Mat turn(Mat image, int degrees) {
    if (degrees == 0) {
      return image;
    }
    Mat turned = new Mat();
    opencv_core.rotate(
        image,
        turned,
        switch (degrees) {
          case 90 -> opencv_core.ROTATE_90_CLOCKWISE;
          case 180 -> opencv_core.ROTATE_180;
          default -> opencv_core.ROTATE_90_COUNTERCLOCKWISE;
        });
    return turned;
  }

  static Mat flip(Mat image) {
    return mirrored(image, VERTICAL);
  }

  static Mat flop(Mat image) {
    return mirrored(image, HORIZONTAL);
  }

  private static Mat transpose(Mat image) {
    Mat result = new Mat();
    opencv_core.transpose(image, result);
    return result;
  }

  private static Mat transverse(Mat image) {
    Mat transposed = transpose(image);
    return Steps.next(transposed, turn(transposed, 180));
  }

  private static Mat mirrored(Mat image, int axis) {
    Mat result = new Mat();
    opencv_core.flip(image, result, axis);
    return result;
  }
}
