package io.darkroom.engine.jpeg;

/** Reads the data of one scan, as far as they are there. Keeps its place between calls. */
sealed interface ScanReader permits DcScan, BandScan, RefiningScan {
  /** MCUs that have been read. */
  int at();

  /**
   * Reads on.
   *
   * @param start the bit where the next MCU starts
   * @param limit up to this bit one may start
   * @param stop MCUs that there are until the next restart, or the end
   * @return the bit where the next one starts
   */
  int read(byte[] data, int start, int limit, int stop);

  /** Nothing may reach over this place, and what follows does not depend on what came before. */
  void restart();
}
