package io.darkroom.engine.gif;

import java.util.Arrays;

/**
 * Finds the nearest of a few colours, exactly. The cube of all colours is cut into cells, and each
 * that is asked for gets a list of the colours that can be nearest to anything in it: those no
 * farther from its nearest corner than some colour is from its farthest one (as Heckbert's locally
 * sorted search does, 1982). Cells are made from the lists of larger ones around them.
 */
final class NearestColour {
  /** Sides of cells, as powers of two, from coarse to fine. */
  private static final int[] SIDES = {5, 4, 3, 2};

  /** Lists are forgotten and made anew beyond this; few pictures come near it. */
  private static final int MOST = 1 << 21;

  /** Lists are searched by so many at once, and repeat their last to that end. */
  private static final int GROUP = 4;

  private final int levels;
  private final int side;
  private final int[][] cells;

  /** Lists: how many, then a number and a colour in one each. The first has all colours. */
  private int[] lists = new int[1 << 12];

  private int used;
  private int all;

  /**
   * Without any colours yet.
   *
   * @param bits 3 to 6: how fine the cells are
   */
  NearestColour(int bits) {
    levels = bits - 2;
    side = SIDES[levels - 1];
    cells = new int[levels][];
    for (int i = 0; i < levels; i++) {
      cells[i] = new int[1 << (3 * (8 - SIDES[i]))];
    }
  }

  /** Searches these colours from now on, 1 to 256. */
  NearestColour among(int[] colours) {
    for (int i = 0; i < colours.length; i++) {
      lists[i + 1] = i << 24 | (colours[i] & 0xffffff);
    }
    all = filled(0, colours.length);
    forget();
    return this;
  }

  /** The number of the nearest colour and, above its 8 bits, the square of how far it is. */
  int find(int red, int green, int blue) {
    int bits = 8 - side;
    int cell = red >> side << (2 * bits) | green >> side << bits | blue >> side;
    int at = cells[levels - 1][cell];
    if (at == 0) {
      at = list(levels - 1, red, green, blue);
    }
    int end = at + lists[at];
    int best = Integer.MAX_VALUE;
    // without branches: which of them is nearer, no processor can guess
    for (int i = at + 1; i <= end; i += GROUP) {
      int a = Math.min(near(lists[i], red, green, blue), near(lists[i + 1], red, green, blue));
      int b = Math.min(near(lists[i + 2], red, green, blue), near(lists[i + 3], red, green, blue));
      best = Math.min(best, Math.min(a, b));
    }
    return best;
  }

  private static int near(int candidate, int red, int green, int blue) {
    return distance(candidate, red, green, blue) << 8 | candidate >>> 24;
  }

  /** The square of how far a colour is from these components. */
  static int distance(int colour, int red, int green, int blue) {
    int r = (colour >> 16 & 0xff) - red;
    int g = (colour >> 8 & 0xff) - green;
    int b = (colour & 0xff) - blue;
    return r * r + g * g + b * b;
  }

  private void forget() {
    for (int[] level : cells) {
      Arrays.fill(level, 0);
    }
    used = all;
  }

  private int list(int level, int red, int green, int blue) {
    int shift = SIDES[level];
    int bits = 8 - shift;
    int cell = red >> shift << (2 * bits) | green >> shift << bits | blue >> shift;
    if (cells[level][cell] == 0) {
      int from = level == 0 ? 0 : list(level - 1, red, green, blue);
      if (used > MOST) {
        forget();
        return list(level, red, green, blue);
      }
      cells[level][cell] = narrowed(from, shift, red >> shift, green >> shift, blue >> shift);
    }
    return cells[level][cell];
  }

  /** A list of those in another one that can be nearest within a cell. */
  private int narrowed(int from, int shift, int red, int green, int blue) {
    int count = lists[from];
    if (lists.length < used + count + GROUP) {
      lists = Arrays.copyOf(lists, 2 * (used + count + GROUP));
    }
    int most = (1 << shift) - 1;
    int r0 = red << shift;
    int g0 = green << shift;
    int b0 = blue << shift;
    int bound = Integer.MAX_VALUE;
    for (int i = from + 1; i <= from + count; i++) {
      int r = farthest((lists[i] >> 16 & 0xff) - r0, most);
      int g = farthest((lists[i] >> 8 & 0xff) - g0, most);
      int b = farthest((lists[i] & 0xff) - b0, most);
      bound = Math.min(bound, r * r + g * g + b * b);
    }
    int at = used;
    int end = at;
    for (int i = from + 1; i <= from + count; i++) {
      int r = nearest((lists[i] >> 16 & 0xff) - r0, most);
      int g = nearest((lists[i] >> 8 & 0xff) - g0, most);
      int b = nearest((lists[i] & 0xff) - b0, most);
      if (r * r + g * g + b * b <= bound) {
        lists[++end] = lists[i];
      }
    }
    used = filled(at, end - at);
    return at;
  }

  /** Repeats the last of a list until they are whole groups; gives the place behind it. */
  private int filled(int at, int count) {
    int whole = (count + GROUP - 1) / GROUP * GROUP;
    Arrays.fill(lists, at + count + 1, at + whole + 1, lists[at + count]);
    lists[at] = whole;
    return at + whole + 1;
  }

  private static int farthest(int offset, int most) {
    return Math.max(Math.abs(offset), Math.abs(offset - most));
  }

  private static int nearest(int offset, int most) {
    return Math.max(0, Math.max(-offset, offset - most));
  }
}
