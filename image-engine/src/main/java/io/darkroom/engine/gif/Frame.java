package io.darkroom.engine.gif;

import java.util.Arrays;

/**
 * A frame of an animation and the part of it that has to be written. Each pixel says what becomes
 * of it: with an upper byte of 255 it is written, with 1 the same colour is shown there already,
 * and 0 is transparent, as is what is shown there.
 */
final class Frame {
  private static final int OPAQUE_FROM = 128;
  private static final int SHOWN = 0x01ffffff;

  /** One in so many pixels has to be shown already for its transparency to pay. */
  private static final int WORTH = 12;

  private final int[] pixels;
  private final int width;
  private final int height;
  private final int delay;
  private int left;
  private int top;
  private int right;
  private int bottom;

  /** Takes the pixels over; all of them are to be written. */
  Frame(int[] argb, int width, int height, int delay) {
    this.pixels = argb;
    this.width = width;
    this.height = height;
    this.delay = delay;
    for (int i = 0; i < argb.length; i++) {
      argb[i] = argb[i] >>> 24 < OPAQUE_FROM ? 0 : argb[i] | 0xff000000;
    }
    right = width;
    bottom = height;
  }

  int[] pixels() {
    return pixels;
  }

  int delay() {
    return delay;
  }

  int left() {
    return left;
  }

  int top() {
    return top;
  }

  int right() {
    return right;
  }

  int bottom() {
    return bottom;
  }

  int at(int x, int y) {
    return y * width + x;
  }

  /** Leaves out what is shown already; of a frame without any change, one pixel stays. */
  void leaveOut(Frame shown) {
    for (int i = 0; i < pixels.length; i++) {
      int before = shown.pixels[i];
      if (pixels[i] != 0 && (before | 0xff000000) == pixels[i] && before != 0) {
        pixels[i] &= SHOWN;
      }
    }
    left = width;
    top = height;
    right = 0;
    bottom = 0;
    for (int y = 0; y < height; y++) {
      int first = 0;
      while (first < width && pixels[at(first, y)] >= 0) {
        first++;
      }
      if (first < width) {
        int last = width - 1;
        while (pixels[at(last, y)] >= 0) {
          last--;
        }
        include(first, y, last);
      }
    }
    if (right == 0) {
      left = 0;
      top = 0;
      right = 1;
      bottom = 1;
    }
  }

  /**
   * Takes away what must not be seen through the next frame: the part that is written grows by it.
   *
   * @return whether there is any, so that the whole part is to be cleared after this frame
   */
  boolean makeWayFor(Frame next) {
    boolean any = false;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (next.pixels[at(x, y)] == 0 && pixels[at(x, y)] != 0) {
          any = true;
          include(x, y, x);
        }
      }
    }
    return any;
  }

  /** Makes the part that was written transparent. */
  void clear() {
    for (int y = top; y < bottom; y++) {
      Arrays.fill(pixels, at(left, y), at(right, y), 0);
    }
  }

  /** Whether any pixel of the part is not written. */
  boolean hasHoles() {
    return count(0, SHOWN) > 0;
  }

  /** Whether it has to have a transparent colour, or gains by one. */
  boolean keepsHoles() {
    long shown = count(1 << 24, SHOWN);
    return shown * WORTH >= (long) (right - left) * (bottom - top) || transparent();
  }

  /** Whether any pixel of the part is transparent. */
  boolean transparent() {
    return count(0, 0) > 0;
  }

  /** Writes what is shown already too. */
  void fillHoles() {
    for (int y = top; y < bottom; y++) {
      for (int i = at(left, y); i < at(right, y); i++) {
        if (pixels[i] != 0) {
          pixels[i] |= 0xff000000;
        }
      }
    }
  }

  private long count(int from, int to) {
    long count = 0;
    for (int y = top; y < bottom; y++) {
      int end = at(right, y);
      for (int i = at(left, y); i < end; i++) {
        count += pixels[i] >= from && pixels[i] <= to ? 1 : 0;
      }
    }
    return count;
  }

  private void include(int first, int y, int last) {
    left = Math.min(left, first);
    right = Math.max(right, last + 1);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y + 1);
  }
}
