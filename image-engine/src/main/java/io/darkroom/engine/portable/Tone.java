package io.darkroom.engine.portable;

/** Arithmetic on 8-bit values. */
final class Tone {
  private Tone() {}

  /** Rounded and held within 0 to 255. */
  static int clamp(double value) {
    return value <= 0 ? 0 : value >= 255 ? 255 : (int) (value + 0.5);
  }

  /** Brightness by the weights of JPEG (ITU-R BT.601), 0 to 255. */
  static double luma(int argb) {
    return 0.299 * (argb >> 16 & 0xff) + 0.587 * (argb >> 8 & 0xff) + 0.114 * (argb & 0xff);
  }

  /** A pixel from components that are rounded and clamped. */
  static int argb(int alpha, double red, double green, double blue) {
    return alpha << 24 | clamp(red) << 16 | clamp(green) << 8 | clamp(blue);
  }
}
