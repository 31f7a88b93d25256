package io.darkroom.engine.portable;

import io.darkroom.engine.plan.Area;

/** Finds the window that draws the eye: where edges and strong colours are. */
final class SmartCrop {
  private SmartCrop() {}

  static Area find(Pixels image, int width, int height) {
    double[] columns = new double[image.width()];
    double[] rows = new double[image.height()];
    for (int y = 1; y < image.height(); y++) {
      for (int x = 1; x < image.width(); x++) {
        double interest = interest(image, x, y);
        columns[x] += interest;
        rows[y] += interest;
      }
    }
    return new Area(best(columns, width), best(rows, height), width, height);
  }

  private static double interest(Pixels image, int x, int y) {
    int here = image.at(x, y);
    double luma = Tone.luma(here);
    double edge =
        Math.abs(luma - Tone.luma(image.at(x - 1, y)))
            + Math.abs(luma - Tone.luma(image.at(x, y - 1)));
    int red = here >> 16 & 0xff;
    int green = here >> 8 & 0xff;
    int blue = here & 0xff;
    int spread = Math.max(red, Math.max(green, blue)) - Math.min(red, Math.min(green, blue));
    return (edge + spread / 4.0) * (here >>> 24) / 255;
  }

  /** The start of the window with the largest sum. */
  private static int best(double[] sums, int window) {
    double current = 0;
    for (int i = 0; i < window; i++) {
      current += sums[i];
    }
    double most = current;
    int start = 0;
    for (int i = window; i < sums.length; i++) {
      current += sums[i] - sums[i - window];
      if (current > most) {
        most = current;
        start = i - window + 1;
      }
    }
    return start;
  }
}
