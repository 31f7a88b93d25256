package io.darkroom.engine.jpeg;

import java.util.stream.IntStream;

/**
 * Inverse cosine transforms that give fewer points than a block has: those of the lowest
 * frequencies alone. Coefficients are in zig-zag order.
 */
final class ReducedInverse {
  private static final int SHIFT = 13;

  /** Of the two odd frequencies of four points. */
  private static final int LARGE = (int) Math.round(Math.sqrt(2) * Math.cos(Math.PI / 8) * 8192);

  private static final int SMALL =
      (int) Math.round(Math.sqrt(2) * Math.cos(3 * Math.PI / 8) * 8192);

  /** Places of the coefficients of 4 x 4 points, row by row. */
  private static final int[] PLACES = {0, 1, 5, 6, 2, 4, 7, 13, 3, 8, 12, 17, 9, 11, 18, 24};

  private final int[] square = new int[16];
  private final Quantisation steps;
  private final int points;

  ReducedInverse(Quantisation steps, int points) {
    this.steps = steps;
    this.points = points;
  }

  /** Place of the last coefficient that is needed for a number of points on a side. */
  static int last(int points) {
    return switch (points) {
      case 0, 1 -> 0;
      case 2 -> 4;
      default -> 24;
    };
  }

  /** Places of the coefficients that are needed for a number of points on a side. */
  static int[] places(int points) {
    return switch (points) {
      case 0 -> new int[0];
      case 1 -> new int[] {0};
      case 2 -> new int[] {0, 1, 2, 4};
      default -> IntStream.of(PLACES).sorted().toArray();
    };
  }

  /** Writes a block of points. */
  void write(int[] block, byte[] to, int at, int stride) {
    switch (points) {
      case 0 -> {}
      case 1 -> to[at] = sample(block[0] * steps.step(0));
      case 2 -> two(block, to, at, stride);
      default -> four(block, to, at, stride);
    }
  }

  private void two(int[] block, byte[] to, int at, int stride) {
    int mean = block[0] * steps.step(0);
    int across = block[1] * steps.step(1);
    int down = block[2] * steps.step(2);
    int both = block[4] * steps.step(4);
    to[at] = sample(mean + across + down + both);
    to[at + 1] = sample(mean - across + down - both);
    to[at + stride] = sample(mean + across - down - both);
    to[at + stride + 1] = sample(mean - across - down + both);
  }

  private void four(int[] block, byte[] to, int at, int stride) {
    int[] values = square;
    for (int column = 0; column < 4; column++) {
      int a = coefficient(block, column);
      int b = coefficient(block, column + 4);
      int c = coefficient(block, column + 8);
      int d = coefficient(block, column + 12);
      int even = (a + c) << SHIFT;
      int odd = (a - c) << SHIFT;
      int outer = b * LARGE + d * SMALL;
      int inner = b * SMALL - d * LARGE;
      values[column] = half(even + outer);
      values[column + 4] = half(odd + inner);
      values[column + 8] = half(odd - inner);
      values[column + 12] = half(even - outer);
    }
    for (int row = 0; row < 4; row++) {
      int a = values[row * 4];
      int b = values[row * 4 + 1];
      int c = values[row * 4 + 2];
      int d = values[row * 4 + 3];
      int even = (a + c) << SHIFT;
      int odd = (a - c) << SHIFT;
      int outer = b * LARGE + d * SMALL;
      int inner = b * SMALL - d * LARGE;
      int place = at + row * stride;
      to[place] = whole(even + outer);
      to[place + 1] = whole(odd + inner);
      to[place + 2] = whole(odd - inner);
      to[place + 3] = whole(even - outer);
    }
  }

  private int coefficient(int[] block, int index) {
    int place = PLACES[index];
    return block[place] * steps.step(place);
  }

  private static int half(int value) {
    return (value + (1 << (SHIFT - 3))) >> (SHIFT - 2);
  }

  private static byte whole(int value) {
    return sample((value + (1 << SHIFT)) >> (SHIFT + 2));
  }

  /** From eight times a difference from middle grey. */
  private static byte sample(int eightfold) {
    return (byte) Math.clamp(((eightfold + 4) >> 3) + 128, 0, 255);
  }
}
