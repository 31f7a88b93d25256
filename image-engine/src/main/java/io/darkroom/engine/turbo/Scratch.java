package io.darkroom.engine.turbo;

/**
 * Rows of numbers that one scaling leaves to the next of a render, since taking and clearing them
 * anew takes a while. For one thread.
 */
final class Scratch {
  private float[][] wide = new float[0][];
  private float[][] narrow = new float[0][];

  /** Rows before their columns are scaled: as many and as long, or more. */
  float[][] wide(int count, int length) {
    wide = atLeast(wide, count, length);
    return wide;
  }

  /** Rows whose columns have been scaled. */
  float[][] narrow(int count, int length) {
    narrow = atLeast(narrow, count, length);
    return narrow;
  }

  /**
   * With room for what is somewhat larger, since widths of a picture are often asked for in order.
   */
  private static float[][] atLeast(float[][] rows, int count, int length) {
    return rows.length >= count && rows[0].length >= length
        ? rows
        : rows(count, length + length / 2);
  }

  /** New ones; an array of arrays made at once takes the JVM several times as long. */
  static float[][] rows(int count, int length) {
    float[][] rows = new float[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = new float[length];
    }
    return rows;
  }
}
