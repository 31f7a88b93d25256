package io.darkroom.engine.portable;

import java.util.function.IntUnaryOperator;

/**
 * A frame as straight-alpha sRGB pixels, {@code 0xAARRGGBB}, row by row. Steps make new ones.
 *
 * @param alpha whether any pixel may be transparent
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody; a buffer would slow every filter
record Pixels(int width, int height, int[] argb, boolean alpha) {
  Pixels {
    if (argb.length != (long) width * height) {
      throw new IllegalArgumentException("wrong number of pixels");
    }
  }

  /** An image to fill. */
  static Pixels empty(int width, int height, boolean alpha) {
    return new Pixels(width, height, new int[Math.multiplyExact(width, height)], alpha);
  }

  int at(int x, int y) {
    return argb[y * width + x];
  }

  /** Every pixel mapped by itself; alpha as before. */
  Pixels map(IntUnaryOperator pixel) {
    int[] mapped = new int[argb.length];
    for (int i = 0; i < mapped.length; i++) {
      mapped[i] = pixel.applyAsInt(argb[i]);
    }
    return new Pixels(width, height, mapped, alpha);
  }

  /** A rectangle of this image. */
  Pixels cut(int x, int y, int cutWidth, int cutHeight) {
    Pixels cut = empty(cutWidth, cutHeight, alpha);
    for (int row = 0; row < cutHeight; row++) {
      System.arraycopy(argb, (y + row) * width + x, cut.argb, row * cutWidth, cutWidth);
    }
    return cut;
  }

  /** These pixels, known to be transparent somewhere or not. */
  Pixels withAlpha(boolean transparent) {
    return new Pixels(width, height, argb, transparent);
  }
}
