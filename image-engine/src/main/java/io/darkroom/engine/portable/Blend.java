package io.darkroom.engine.portable;

/** Lays straight-alpha pixels over each other, in gamma space as the web does. */
final class Blend {
  private Blend() {}

  static int over(int top, int bottom) {
    int topAlpha = top >>> 24;
    if (topAlpha == 255) {
      return top;
    }
    if (topAlpha == 0) {
      return bottom;
    }
    double a = topAlpha / 255.0;
    double behind = (bottom >>> 24) / 255.0 * (1 - a);
    double sum = a + behind;
    return Tone.argb(
        Tone.clamp(sum * 255),
        ((top >> 16 & 0xff) * a + (bottom >> 16 & 0xff) * behind) / sum,
        ((top >> 8 & 0xff) * a + (bottom >> 8 & 0xff) * behind) / sum,
        ((top & 0xff) * a + (bottom & 0xff) * behind) / sum);
  }
}
