package io.darkroom.bench;

import java.nio.ByteBuffer;

/**
 * A decoded picture.
 *
 * @param rgba four bytes a pixel, straight alpha
 */
record Samples(int width, int height, ByteBuffer rgba) {
  /** A component as it shows: over black, 0 to 255. */
  double shown(int pixel, int component) {
    int alpha = rgba.get(pixel * 4 + 3) & 0xff;
    return component == 3 ? alpha : (rgba.get(pixel * 4 + component) & 0xff) * alpha / 255.0;
  }

  double luma(int pixel) {
    return 0.299 * shown(pixel, 0) + 0.587 * shown(pixel, 1) + 0.114 * shown(pixel, 2);
  }
}
