package io.darkroom.engine;

import io.darkroom.engine.plan.Thumbnail;
import java.util.Arrays;
import java.util.HexFormat;

/** The DCT hash: the signs of the 8 by 8 lowest frequencies of a 32 by 32 grey picture. */
final class PerceptualHash {
  private static final int SIDE = 32;
  private static final int LOW = 8;

  private PerceptualHash() {}

  static String of(Thumbnail picture) {
    double[] grey = new double[SIDE * SIDE];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        grey[y * SIDE + x] = mean(picture, x, y);
      }
    }
    double[] low = new double[LOW * LOW];
    for (int v = 0; v < LOW; v++) {
      for (int u = 0; u < LOW; u++) {
        low[v * LOW + u] = frequency(grey, u + 1, v + 1);
      }
    }
    double[] sorted = low.clone();
    Arrays.sort(sorted);
    double median = (sorted[31] + sorted[32]) / 2;
    long hash = 0;
    for (double value : low) {
      hash = hash << 1 | (value > median ? 1 : 0);
    }
    return HexFormat.of().toHexDigits(hash);
  }

  private static double frequency(double[] grey, int u, int v) {
    double sum = 0;
    for (int y = 0; y < SIDE; y++) {
      double row = Math.cos((2 * y + 1) * v * Math.PI / (2 * SIDE));
      for (int x = 0; x < SIDE; x++) {
        sum += grey[y * SIDE + x] * row * Math.cos((2 * x + 1) * u * Math.PI / (2 * SIDE));
      }
    }
    return sum;
  }

  /** Mean brightness over white of the cell of a 32 by 32 grid. */
  private static double mean(Thumbnail picture, int cellX, int cellY) {
    int left = cellX * picture.width() / SIDE;
    int top = cellY * picture.height() / SIDE;
    int right = Math.max(left + 1, (cellX + 1) * picture.width() / SIDE);
    int bottom = Math.max(top + 1, (cellY + 1) * picture.height() / SIDE);
    double sum = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        int argb = picture.at(x, y);
        double luma =
            0.299 * (argb >> 16 & 0xff) + 0.587 * (argb >> 8 & 0xff) + 0.114 * (argb & 0xff);
        double alpha = (argb >>> 24) / 255.0;
        sum += luma * alpha + 255 * (1 - alpha);
      }
    }
    return sum / ((right - left) * (bottom - top));
  }
}
