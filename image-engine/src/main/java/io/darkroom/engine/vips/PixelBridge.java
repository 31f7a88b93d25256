package io.darkroom.engine.vips;

import io.darkroom.engine.plan.Thumbnail;
import java.nio.IntBuffer;

/** Carries pixels between Java's packed form and libvips' bands. */
final class PixelBridge {
  private PixelBridge() {}

  static VipsImage image(Scope scope, Thumbnail pixels, boolean alpha) {
    int bands = alpha ? 4 : 3;
    byte[] samples = new byte[pixels.width() * pixels.height() * bands];
    for (int i = 0, at = 0; at < samples.length; i++) {
      int argb = pixels.argb().get(i);
      samples[at++] = (byte) (argb >> 16);
      samples[at++] = (byte) (argb >> 8);
      samples[at++] = (byte) argb;
      if (alpha) {
        samples[at++] = (byte) (argb >>> 24);
      }
    }
    return scope.image(samples, pixels.width(), pixels.height(), bands).standard();
  }

  /** An 8-bit image of one to four bands. */
  static Thumbnail pixels(VipsImage image) {
    int bands = image.bands();
    byte[] samples = image.samples();
    int[] argb = new int[image.width() * image.height()];
    pack(samples, bands, argb, 0);
    return new Thumbnail(image.width(), image.height(), IntBuffer.wrap(argb));
  }

  /** Packs samples of one to four bands. */
  static void pack(byte[] samples, int bands, int[] argb, int start) {
    int pixels = samples.length / bands;
    for (int i = 0; i < pixels; i++) {
      int at = i * bands;
      int red = samples[at] & 0xff;
      int green = bands < 3 ? red : samples[at + 1] & 0xff;
      int blue = bands < 3 ? red : samples[at + 2] & 0xff;
      int alpha = bands % 2 == 0 ? samples[at + bands - 1] & 0xff : 255;
      argb[start + i] = alpha << 24 | red << 16 | green << 8 | blue;
    }
  }
}
