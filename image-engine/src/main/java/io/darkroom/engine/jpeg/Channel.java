package io.darkroom.engine.jpeg;

/** One component on its way from data to a plane. */
sealed interface Channel permits BlockChannel, BatchChannel {

  /** What follows does not depend on what came before. */
  void restart();

  /**
   * Reads the blocks of an MCU. All are read once, row by row.
   *
   * @param start the bit where they start
   * @return the bit behind them
   */
  int mcu(byte[] data, int start, int column, int row);

  /** What became of it, after all have been read. */
  Plane plane(JpegHeader header);
}
