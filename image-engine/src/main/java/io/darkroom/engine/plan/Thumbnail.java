package io.darkroom.engine.plan;

import java.nio.IntBuffer;

/**
 * A small decoded picture.
 *
 * @param argb rows of straight-alpha sRGB pixels, {@code 0xAARRGGBB}
 */
public record Thumbnail(int width, int height, IntBuffer argb) {
  /** The pixel at a place. */
  public int at(int x, int y) {
    return argb.get(y * width + x);
  }
}
