package io.darkroom.engine.gif;

import java.util.Arrays;

/**
 * The colours of a frame by cells of the part of the colour cube that they are in. Each cell that
 * has any pixels knows how many, the sums of their components, and which colour may be more than
 * half of them, by the vote of Boyer and Moore (1981). Where the cells are few, each colour gets
 * one of its own.
 */
final class Histogram {
  /** What is summed for each cell: weight, red, green and blue. */
  private static final int MOMENTS = 4;

  /** Bits of each component that tell cells apart, and those that are left. */
  private static final int BITS = 6;

  private static final int FINE = 8 - BITS;
  private static final int TABLE = 1 << (3 * BITS);
  private static final int FIRST = 1 << 10;

  /** The most cells that can be cut into colours. */
  static final int MOST_FEW = TABLE >> (3 * FINE);

  private final int few;

  /** By where a cell is, one more than its number, or 0. */
  private final int[] coarse = new int[TABLE];

  /** The same for the colours in each of these cells. */
  private final int[] fine = new int[TABLE];

  private int[] coarsePlaces = new int[FIRST];
  private int[] places = new int[FIRST];
  private long[] sums = new long[FIRST * MOMENTS];
  private int[] means = new int[FIRST];
  private int[] winners = new int[FIRST];
  private int[] leads = new int[FIRST];
  private final int[] lowest = new int[3];
  private final int[] shifts = new int[3];
  private int cells;
  private int size;
  private boolean cut;
  private long total;

  /**
   * An empty one.
   *
   * @param few of at most so many cells the colours are told apart
   */
  Histogram(int few) {
    this.few = few;
  }

  /** Counts what is to be written of a frame, and nothing of frames before. */
  void count(Frame frame, Runnable check) {
    clear();
    range(frame);
    each(frame, check, false);
    cells = size;
    coarsePlaces = Arrays.copyOf(places, size);
    if (cells <= few && shifts[0] + shifts[1] + shifts[2] > 0) {
      size = 0;
      cut = true;
      each(frame, check, false);
    }
    total = 0;
    for (int i = 0; i < size; i++) {
      long weight = weight(i);
      long half = weight >> 1;
      means[i] =
          (int) ((sum(i, 0) + half) / weight) << 16
              | (int) ((sum(i, 1) + half) / weight) << 8
              | (int) ((sum(i, 2) + half) / weight);
      total += weight;
    }
  }

  /** Lets the pixels of the same frame vote for a colour of each cell. */
  void vote(Frame frame, Runnable check) {
    Arrays.fill(leads, 0, size, 0);
    each(frame, check, true);
  }

  /** How many cells have any pixels. */
  int size() {
    return size;
  }

  /** All pixels. */
  long total() {
    return total;
  }

  /** Pixels of a cell. */
  long weight(int cell) {
    return sums[MOMENTS * cell];
  }

  /** The sum of a component of a cell's pixels: 0 red, 1 green, 2 blue. */
  long sum(int cell, int component) {
    return sums[MOMENTS * cell + 1 + component];
  }

  /** The mean colour of a cell. */
  int mean(int cell) {
    return means[cell];
  }

  /** The colour that most pixels of a cell have, if any one has more than half. */
  int winner(int cell) {
    return winners[cell];
  }

  /** At least so many more pixels have that colour than have others. */
  int lead(int cell) {
    return leads[cell];
  }

  /** Makes cells as fine as the range of each component allows. */
  private void range(Frame frame) {
    for (int c = 0; c < 3; c++) {
      int shift = 16 - 8 * c;
      int least = 255;
      int most = 0;
      for (int y = frame.top(); y < frame.bottom(); y++) {
        int end = frame.at(frame.right(), y);
        for (int i = frame.at(frame.left(), y); i < end; i++) {
          int pixel = frame.pixels()[i];
          int value = pixel >> shift & 0xff;
          least = Math.min(least, pixel < 0 ? value : 255);
          most = Math.max(most, pixel < 0 ? value : 0);
        }
      }
      lowest[c] = least;
      int range = Math.max(1, most - least);
      shifts[c] = Math.max(0, 32 - Integer.numberOfLeadingZeros(range) - BITS);
    }
  }

  private void clear() {
    for (int i = 0; i < cells; i++) {
      coarse[coarsePlaces[i]] = 0;
    }
    for (int i = 0; cut && i < size; i++) {
      fine[places[i]] = 0;
    }
    size = 0;
    cut = false;
  }

  private void each(Frame frame, Runnable check, boolean vote) {
    int[] pixels = frame.pixels();
    for (int y = frame.top(); y < frame.bottom(); y++) {
      if (y % GifEncoder.ROWS == 0) {
        check.run();
      }
      int end = frame.at(frame.right(), y);
      for (int i = frame.at(frame.left(), y); i < end; i++) {
        if (pixels[i] < 0) {
          if (vote) {
            vote(pixels[i]);
          } else {
            add(pixels[i]);
          }
        }
      }
    }
  }

  private void add(int pixel) {
    int at = MOMENTS * cell(pixel);
    sums[at]++;
    sums[at + 1] += pixel >> 16 & 0xff;
    sums[at + 2] += pixel >> 8 & 0xff;
    sums[at + 3] += pixel & 0xff;
  }

  private void vote(int pixel) {
    int cell = cell(pixel);
    if (winners[cell] == pixel) {
      leads[cell]++;
    } else if (leads[cell] > 0) {
      leads[cell]--;
    } else {
      leads[cell] = 1;
      winners[cell] = pixel;
    }
  }

  /** The cell of a colour, which is opened when it is new. */
  private int cell(int pixel) {
    int red = (pixel >> 16 & 0xff) - lowest[0];
    int green = (pixel >> 8 & 0xff) - lowest[1];
    int blue = (pixel & 0xff) - lowest[2];
    int place = red >> shifts[0] << (2 * BITS) | green >> shifts[1] << BITS | blue >> shifts[2];
    if (!cut) {
      return coarse[place] > 0 ? coarse[place] - 1 : open(coarse, place);
    }
    int all = (1 << FINE) - 1;
    int within =
        (coarse[place] - 1) << (3 * FINE)
            | (red & all) << (2 * FINE)
            | (green & all) << FINE
            | (blue & all);
    return fine[within] > 0 ? fine[within] - 1 : open(fine, within);
  }

  private int open(int[] table, int place) {
    if (size == places.length) {
      places = Arrays.copyOf(places, 2 * size);
      sums = Arrays.copyOf(sums, 2 * size * MOMENTS);
      means = Arrays.copyOf(means, 2 * size);
      winners = Arrays.copyOf(winners, 2 * size);
      leads = Arrays.copyOf(leads, 2 * size);
    }
    Arrays.fill(sums, MOMENTS * size, MOMENTS * size + MOMENTS, 0);
    winners[size] = 0;
    places[size] = place;
    table[place] = size + 1;
    return size++;
  }
}
