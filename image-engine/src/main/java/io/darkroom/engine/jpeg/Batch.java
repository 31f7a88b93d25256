package io.darkroom.engine.jpeg;

import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Blocks on their way from coefficients to four points on a side, many together: each step is a
 * loop over all blocks, which the compiler makes vector instructions of. The transform is that of
 * the lowest frequencies alone, as in {@link ReducedInverse}. For one thread.
 */
final class Batch {
  /** Points on a side of what a block becomes. */
  static final int POINTS = 4;

  /** Place of the last coefficient that is needed, in zig-zag order. */
  static final int LAST = ReducedInverse.last(POINTS);

  /** Of the two odd frequencies of four points. */
  private static final float LARGE = (float) (Math.sqrt(2) * Math.cos(Math.PI / 8));

  private static final float SMALL = (float) (Math.sqrt(2) * Math.cos(3 * Math.PI / 8));

  private static final float SCALE = 1f / 8;
  private static final float[] NO_STEPS = {1, 1, 1, 1};

  /** Middle grey, and a half to be cut off. */
  private static final float MIDDLE = 128.5f;

  private static final int LARGEST = 255;
  private static final boolean LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

  /** How far each of four bytes is shifted to be where it belongs in memory. */
  private static final int FIRST = LITTLE ? 0 : 24;

  private static final int SECOND = LITTLE ? 8 : 16;
  private static final int THIRD = LITTLE ? 16 : 8;
  private static final int FOURTH = LITTLE ? 24 : 0;

  private final int width;
  private final float[][] places = new float[LAST + PairTable.REACH + 1][];
  private final float[][] square = new float[POINTS * POINTS][];
  private final float[][] steps = new float[POINTS][POINTS];
  private final int[][] points;

  /**
   * Without coefficients.
   *
   * @param width blocks of a row
   * @param rows of blocks that it can hold
   */
  Batch(Quantisation quantisation, int width, int rows) {
    int blocks = width * rows;
    this.width = width;
    this.points = new int[POINTS][blocks];
    Arrays.fill(places, new float[blocks]); // what nobody needs is written over
    for (int i = 0; i < square.length; i++) {
      int place = ReducedInverse.FOUR[i];
      square[i] = new float[blocks];
      places[place] = square[i];
      steps[i % POINTS][i / POINTS] = quantisation.step(place) * SCALE;
    }
  }

  /** Coefficients by their places in zig-zag order, and by blocks. */
  float[][] places() {
    return places;
  }

  /**
   * Writes the points of the first rows of blocks, whose coefficients are zero then.
   *
   * @param samples four to a number, as they are in memory
   */
  void write(int rows, int[] samples, int start) {
    transform(rows * width);
    int at = start;
    for (int row = 0; row < rows; row++) {
      for (int[] line : points) {
        System.arraycopy(line, row * width, samples, at, width);
        at += width;
      }
    }
  }

  private void transform(int blocks) {
    for (int i = 0; i < POINTS; i++) {
      transform(square[i], square[i + 4], square[i + 8], square[i + 12], steps[i], blocks);
    }
    for (int i = 0; i < POINTS; i++) {
      float[] a = square[4 * i];
      float[] b = square[4 * i + 1];
      float[] c = square[4 * i + 2];
      float[] d = square[4 * i + 3];
      transform(a, b, c, d, NO_STEPS, blocks);
      pack(a, b, c, d, points[i], blocks);
    }
    for (float[] coefficients : square) {
      Arrays.fill(coefficients, 0, blocks, 0f);
    }
  }

  /** In place: each number of {@code a} to {@code d} with those at the same index. */
  private static void transform(
      float[] a, float[] b, float[] c, float[] d, float[] steps, int blocks) {
    float stepA = steps[0];
    float largeB = steps[1] * LARGE;
    float smallB = steps[1] * SMALL;
    float stepC = steps[2];
    float largeD = steps[3] * LARGE;
    float smallD = steps[3] * SMALL;
    for (int i = 0; i < blocks; i++) {
      float sum = a[i] * stepA + c[i] * stepC;
      float difference = a[i] * stepA - c[i] * stepC;
      float outer = b[i] * largeB + d[i] * smallD;
      float inner = b[i] * smallB - d[i] * largeD;
      a[i] = sum + outer;
      b[i] = difference + inner;
      c[i] = difference - inner;
      d[i] = sum - outer;
    }
  }

  private static void pack(float[] a, float[] b, float[] c, float[] d, int[] to, int blocks) {
    for (int i = 0; i < blocks; i++) {
      to[i] =
          level(a[i]) << FIRST
              | level(b[i]) << SECOND
              | level(c[i]) << THIRD
              | level(d[i]) << FOURTH;
    }
  }

  /** From a difference from middle grey. */
  private static int level(float difference) {
    return Math.min(Math.max((int) (difference + MIDDLE), 0), LARGEST);
  }
}
