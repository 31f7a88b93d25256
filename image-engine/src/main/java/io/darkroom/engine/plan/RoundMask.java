package io.darkroom.engine.plan;

import io.darkroom.codecs.recipe.Round;

/** How opaque each pixel stays when the corners are rounded, with smooth edges. */
public record RoundMask(int width, int height, double radius) {
  /** The mask of a step for an image of this size. */
  public static RoundMask of(Round round, int width, int height) {
    int shorter = Math.min(width, height);
    return new RoundMask(width, height, Math.min(shorter / 2.0, round.radius().of(shorter)));
  }

  /** Coverage of a pixel, 0 to 255. */
  public int at(int x, int y) {
    double dx = Math.max(0, radius - Math.min(x + 0.5, width - x - 0.5));
    double dy = Math.max(0, radius - Math.min(y + 0.5, height - y - 0.5));
    if (dx == 0 || dy == 0) {
      return 255;
    }
    double outside = Math.hypot(dx, dy) - radius + 0.5;
    return (int) Math.round(255 * Math.clamp(1 - outside, 0, 1));
  }

  /** All rows. */
  public byte[] bytes() {
    byte[] mask = new byte[Math.multiplyExact(width, height)];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        mask[y * width + x] = (byte) at(x, y);
      }
    }
    return mask;
  }
}
