package io.darkroom.engine.gif;

import java.util.Arrays;

/** A few colours with their numbers, in the order in which they were added. */
final class ExactColours {
  private static final int BITS = 10;
  private static final int MIXER = 0x9e3779b1;
  private static final int MOST = 256;

  /** Colours with their upper byte set, so that none is 0. */
  private final int[] slots = new int[1 << BITS];

  private final short[] numbers = new short[1 << BITS];
  private final int[] colours = new int[MOST];
  private int size;

  /** All colours to be written of a frame, or null when they are more. */
  static ExactColours of(Frame frame, int most) {
    ExactColours all = new ExactColours();
    int before = 0;
    for (int y = frame.top(); y < frame.bottom(); y++) {
      int end = frame.at(frame.right(), y);
      for (int i = frame.at(frame.left(), y); i < end; i++) {
        int pixel = frame.pixels()[i];
        if (pixel < 0 && pixel != before) {
          before = pixel;
          if (all.number(pixel) < 0) {
            if (all.size == most) {
              return null;
            }
            all.add(pixel, all.size);
          }
        }
      }
    }
    return all;
  }

  int size() {
    return size;
  }

  int[] colours() {
    return Arrays.copyOf(colours, size);
  }

  /** Adds a colour that is not there yet, under a number. */
  void add(int colour, int number) {
    int opaque = colour | 0xff000000;
    int slot = slot(opaque);
    slots[slot] = opaque;
    numbers[slot] = (short) number;
    colours[size++] = opaque;
  }

  /** The number of a colour, or -1. */
  int number(int colour) {
    int opaque = colour | 0xff000000;
    int slot = slot(opaque);
    return slots[slot] == opaque ? numbers[slot] : -1;
  }

  private int slot(int opaque) {
    int slot = (opaque * MIXER) >>> (32 - BITS);
    while (slots[slot] != 0 && slots[slot] != opaque) {
      slot = (slot + 1) & ((1 << BITS) - 1);
    }
    return slot;
  }
}
