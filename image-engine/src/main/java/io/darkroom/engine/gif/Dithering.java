package io.darkroom.engine.gif;

/** Brings the part of a frame that is written to its palette, a row at a time. */
record Dithering(Frame frame, PaletteChoice.Choice choice, double strength, Runnable check) {
  /** Takes a row of indices, which is used again for the next. */
  interface Rows {
    void row(byte[] indices, int y);
  }

  void rows(Rows rows) {
    int columns = frame.right() - frame.left();
    Diffusion diffusion = new Diffusion(choice.palette(), strength, columns);
    byte[] row = new byte[columns];
    for (int y = frame.top(); y < frame.bottom(); y++) {
      if (y % GifEncoder.ROWS == 0) {
        check.run();
      }
      int from = frame.at(frame.left(), y);
      if (choice.exact()) {
        diffusion.exact(frame.pixels(), from, row);
      } else {
        diffusion.row(frame.pixels(), from, row);
      }
      rows.row(row, y);
    }
  }
}
