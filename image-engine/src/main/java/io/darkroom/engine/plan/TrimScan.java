package io.darkroom.engine.plan;

import io.darkroom.codecs.recipe.Colour;
import io.darkroom.codecs.recipe.Trim;

/** Finds the part of an image inside of a border of one colour. */
public final class TrimScan {
  private TrimScan() {}

  /** The part that differs; everything when nothing does. */
  public static Area find(Thumbnail image, Trim trim) {
    int border = trim.background().map(TrimScan::argb).orElse(image.at(0, 0));
    int left = image.width();
    int right = -1;
    int top = image.height();
    int bottom = -1;
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        if (differs(image.at(x, y), border, trim.threshold())) {
          left = Math.min(left, x);
          right = Math.max(right, x);
          top = Math.min(top, y);
          bottom = y;
        }
      }
    }
    return right < 0
        ? new Area(0, 0, image.width(), image.height())
        : new Area(left, top, right - left + 1, bottom - top + 1);
  }

  private static int argb(Colour colour) {
    return colour.alpha() << 24 | colour.red() << 16 | colour.green() << 8 | colour.blue();
  }

  private static boolean differs(int a, int b, double threshold) {
    int most = Math.abs((a >>> 24) - (b >>> 24));
    if ((a >>> 24) != 0 || (b >>> 24) != 0) {
      for (int shift = 0; shift <= 16; shift += 8) {
        most = Math.max(most, Math.abs((a >> shift & 0xff) - (b >> shift & 0xff)));
      }
    }
    return most > threshold;
  }
}
