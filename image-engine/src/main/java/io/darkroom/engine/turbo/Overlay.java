package io.darkroom.engine.turbo;

import io.darkroom.engine.plan.Area;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.bytedeco.opencv.opencv_core.Mat;

/** Lays a mark with multiplied colours over opaque pictures, in place. */
final class Overlay {
  private static final int SOLID = 1 << 16;

  private final int width;
  private final int height;
  private final byte[] mark;
  private final int strength;

  Overlay(Mat mark, double opacity) {
    this.width = mark.cols();
    this.height = mark.rows();
    this.mark = new byte[width * height * 4];
    this.strength = (int) Math.round(opacity * SOLID);
    MemorySegment rows = Bytes.of(mark);
    for (int y = 0; y < height; y++) {
      MemorySegment.copy(
          rows, ValueLayout.JAVA_BYTE, y * mark.step(), this.mark, y * width * 4, width * 4);
    }
  }

  /** Once, where it may hang over the edges. */
  void lay(Mat image, Area place) {
    int left = Math.max(0, place.x());
    int right = Math.min(image.cols(), place.x() + width);
    int top = Math.max(0, place.y());
    int bottom = Math.min(image.rows(), place.y() + height);
    for (int y = top; y < bottom && left < right; y++) {
      row(image, y, left, right, left - place.x(), y - place.y());
    }
  }

  /** Everywhere. */
  void tile(Mat image, int shiftX, int shiftY) {
    for (int y = 0; y < image.rows(); y++) {
      row(image, y, 0, image.cols(), Math.floorMod(-shiftX, width), y - shiftY);
    }
  }

  private void row(Mat image, int y, int left, int right, int markX, int markY) {
    MemorySegment pixels = Bytes.of(image);
    byte[] samples = new byte[(right - left) * 3];
    long at = y * image.step() + left * 3L;
    MemorySegment.copy(pixels, ValueLayout.JAVA_BYTE, at, samples, 0, samples.length);
    int line = Math.floorMod(markY, height) * width;
    int x = markX;
    for (int i = 0; i < samples.length; i += 3) {
      int over = (line + x) * 4;
      int shown = SOLID - ((mark[over + 3] & 0xff) * strength + 127) / 255;
      for (int c = 0; c < 3; c++) {
        int sum = (mark[over + c] & 0xff) * strength + (samples[i + c] & 0xff) * shown;
        samples[i + c] = (byte) Math.min(255, (sum + SOLID / 2) >> 16);
      }
      x = x + 1 == width ? 0 : x + 1;
    }
    MemorySegment.copy(samples, 0, pixels, ValueLayout.JAVA_BYTE, at, samples.length);
  }
}
