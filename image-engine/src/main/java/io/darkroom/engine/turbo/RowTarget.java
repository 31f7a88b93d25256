package io.darkroom.engine.turbo;

/** Takes the rows of a picture as numbers. */
interface RowTarget {
  /**
   * Writes a row, rounded and cut to what a sample holds.
   *
   * @param from numbers at the beginning of an array
   */
  void write(int row, float[] from);

  /** A number as a sample holds it, but for the fraction that is to be cut off. */
  static float level(float number) {
    return Math.min(Math.max(number + 0.5f, 0f), 255f);
  }
}
