package io.darkroom.engine;

import io.darkroom.engine.plan.Thumbnail;

/** Encodes the BlurHash format (blurha.sh): a few cosine components in base 83. */
final class Blurhash {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";

  private Blurhash() {}

  static String encode(Thumbnail picture, int componentsX, int componentsY) {
    double[] linear = linear(picture);
    double[][] factors = new double[componentsX * componentsY][];
    double largest = 0;
    for (int v = 0; v < componentsY; v++) {
      for (int u = 0; u < componentsX; u++) {
        double[] factor = factor(picture, linear, u, v);
        factors[v * componentsX + u] = factor;
        if (u + v > 0) {
          for (double value : factor) {
            largest = Math.max(largest, Math.abs(value));
          }
        }
      }
    }
    int quantised = (int) Math.clamp(Math.floor(largest * 166 - 0.5), 0, 82);
    double scale = (quantised + 1) / 166.0;
    StringBuilder hash = new StringBuilder();
    append(hash, componentsX - 1 + (componentsY - 1) * 9, 1);
    append(hash, quantised, 1);
    append(hash, (srgb(factors[0][0]) << 16) + (srgb(factors[0][1]) << 8) + srgb(factors[0][2]), 4);
    for (int i = 1; i < factors.length; i++) {
      int value = 0;
      for (double component : factors[i]) {
        value =
            value * 19
                + (int) Math.clamp(Math.floor(signedRoot(component / scale) * 9 + 9.5), 0, 18);
      }
      append(hash, value, 2);
    }
    return hash.toString();
  }

  private static double[] factor(Thumbnail picture, double[] linear, int u, int v) {
    double[] sum = new double[3];
    for (int y = 0; y < picture.height(); y++) {
      double row = Math.cos(Math.PI * v * y / picture.height());
      for (int x = 0; x < picture.width(); x++) {
        double basis = row * Math.cos(Math.PI * u * x / picture.width());
        int at = (y * picture.width() + x) * 3;
        for (int c = 0; c < 3; c++) {
          sum[c] += basis * linear[at + c];
        }
      }
    }
    double normal = (u + v == 0 ? 1.0 : 2.0) / (picture.width() * picture.height());
    for (int c = 0; c < 3; c++) {
      sum[c] *= normal;
    }
    return sum;
  }

  /** Linear light over white. */
  private static double[] linear(Thumbnail picture) {
    int pixels = picture.width() * picture.height();
    double[] linear = new double[pixels * 3];
    for (int i = 0; i < pixels; i++) {
      int argb = picture.argb().get(i);
      double alpha = (argb >>> 24) / 255.0;
      for (int c = 0; c < 3; c++) {
        double value = (argb >> (16 - 8 * c) & 0xff) * alpha + 255 * (1 - alpha);
        linear[i * 3 + c] = toLinear(value / 255);
      }
    }
    return linear;
  }

  private static double toLinear(double value) {
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  private static int srgb(double linear) {
    double v = Math.clamp(linear, 0, 1);
    double value = v <= 0.0031308 ? v * 12.92 : 1.055 * Math.pow(v, 1 / 2.4) - 0.055;
    return (int) (value * 255 + 0.5);
  }

  private static double signedRoot(double value) {
    return Math.copySign(Math.sqrt(Math.abs(value)), value);
  }

  private static void append(StringBuilder hash, int value, int length) {
    for (int i = length - 1; i >= 0; i--) {
      hash.append(DIGITS.charAt((int) (value / Math.pow(83, i)) % 83));
    }
  }
}
