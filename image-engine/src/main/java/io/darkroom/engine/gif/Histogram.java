package io.darkroom.engine.gif;

import java.util.Arrays;

/**
 * The colours of a frame by cells of the part of the colour cube that they are in. Each cell that
 * has any pixels knows how many, the sums of their components, and which colour may be more than
 * half of them, by the vote of Boyer and Moore (1981).
 */
final class Histogram {
  /** What is summed for each cell: weight, red, green and blue. */
  private static final int MOMENTS = 4;

  private static final int FIRST = 1 << 10;

  private final int bits;

  /** By where a cell is, one more than its number, or 0. */
  private final int[] numbers;

  private int[] places = new int[FIRST];
  private long[] sums = new long[FIRST * MOMENTS];
  private int[] means = new int[FIRST];
  private int[] winners = new int[FIRST];
  private int[] leads = new int[FIRST];
  private final int[] lowest = new int[3];
  private final int[] shifts = new int[3];
  private int size;
  private long total;

  /**
   * An empty one.
   *
   * @param bits of each component that tell cells apart, 5 to 7
   */
  Histogram(int bits) {
    this.bits = bits;
    numbers = new int[1 << (3 * bits)];
  }

  /** Counts what is to be written of a frame, and nothing of frames before. */
  void count(Frame frame, Runnable check) {
    for (int i = 0; i < size; i++) {
      numbers[places[i]] = 0;
    }
    size = 0;
    range(frame);
    int[] pixels = frame.pixels();
    for (int y = frame.top(); y < frame.bottom(); y++) {
      if (y % GifEncoder.ROWS == 0) {
        check.run();
      }
      int end = frame.at(frame.right(), y);
      for (int i = frame.at(frame.left(), y); i < end; i++) {
        if (pixels[i] < 0) {
          add(pixels[i]);
        }
      }
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
    int[] pixels = frame.pixels();
    for (int y = frame.top(); y < frame.bottom(); y++) {
      if (y % GifEncoder.ROWS == 0) {
        check.run();
      }
      int end = frame.at(frame.right(), y);
      for (int i = frame.at(frame.left(), y); i < end; i++) {
        int pixel = pixels[i];
        if (pixel < 0) {
          int cell = numbers[place(pixel)] - 1;
          if (winners[cell] == pixel) {
            leads[cell]++;
          } else if (leads[cell] > 0) {
            leads[cell]--;
          } else {
            leads[cell] = 1;
            winners[cell] = pixel;
          }
        }
      }
    }
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
    int[] highest = new int[3];
    Arrays.fill(lowest, 255);
    for (int y = frame.top(); y < frame.bottom(); y++) {
      int end = frame.at(frame.right(), y);
      for (int i = frame.at(frame.left(), y); i < end; i++) {
        int pixel = frame.pixels()[i];
        if (pixel < 0) {
          for (int c = 0; c < 3; c++) {
            int value = pixel >> (16 - 8 * c) & 0xff;
            lowest[c] = Math.min(lowest[c], value);
            highest[c] = Math.max(highest[c], value);
          }
        }
      }
    }
    for (int c = 0; c < 3; c++) {
      int range = Math.max(1, highest[c] - lowest[c]);
      shifts[c] = Math.max(0, 32 - Integer.numberOfLeadingZeros(range) - bits);
    }
  }

  private int place(int pixel) {
    int red = ((pixel >> 16 & 0xff) - lowest[0]) >> shifts[0];
    int green = ((pixel >> 8 & 0xff) - lowest[1]) >> shifts[1];
    int blue = ((pixel & 0xff) - lowest[2]) >> shifts[2];
    return red << (2 * bits) | green << bits | blue;
  }

  private void add(int pixel) {
    int place = place(pixel);
    int number = numbers[place];
    if (number == 0) {
      number = open(place);
    }
    int at = MOMENTS * (number - 1);
    sums[at]++;
    sums[at + 1] += pixel >> 16 & 0xff;
    sums[at + 2] += pixel >> 8 & 0xff;
    sums[at + 3] += pixel & 0xff;
  }

  private int open(int place) {
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
    numbers[place] = ++size;
    return size;
  }
}
