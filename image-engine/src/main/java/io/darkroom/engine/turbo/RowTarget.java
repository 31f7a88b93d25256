package io.darkroom.engine.turbo;

/** Takes the rows of a picture as numbers. */
interface RowTarget {
  /**
   * Writes a row, rounded and cut to what a sample holds.
   *
   * @param from numbers at the beginning of an array
   */
  void write(int row, float[] from);
}
