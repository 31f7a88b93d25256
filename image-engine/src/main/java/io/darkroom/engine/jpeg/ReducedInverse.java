package io.darkroom.engine.jpeg;

import java.util.stream.IntStream;

/**
 * Inverse cosine transforms that give one point of a block or two on a side: those of the lowest
 * frequencies alone. Coefficients are in zig-zag order. {@link Batch} does four points.
 */
final class ReducedInverse {
  /** Places of the coefficients of 4 x 4 points, row by row. */
  static final int[] FOUR = {0, 1, 5, 6, 2, 4, 7, 13, 3, 8, 12, 17, 9, 11, 18, 24};

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
      default -> IntStream.of(FOUR).sorted().toArray();
    };
  }

  /** Writes a block of points. */
  void write(int[] block, byte[] to, int at, int stride) {
    switch (points) {
      case 0 -> {}
      case 1 -> to[at] = sample(block[0] * steps.step(0));
      case 2 -> square(block, to, at, stride);
      default -> throw new IllegalStateException("no inverse for so many points");
    }
  }

  private void square(int[] block, byte[] to, int at, int stride) {
    int mean = block[0] * steps.step(0);
    int across = block[1] * steps.step(1);
    int down = block[2] * steps.step(2);
    int both = block[4] * steps.step(4);
    to[at] = sample(mean + across + down + both);
    to[at + 1] = sample(mean - across + down - both);
    to[at + stride] = sample(mean + across - down - both);
    to[at + stride + 1] = sample(mean - across - down + both);
  }

  /** From eight times a difference from middle grey. */
  private static byte sample(int eightfold) {
    return (byte) Math.clamp(((eightfold + 4) >> 3) + 128, 0, 255);
  }
}
