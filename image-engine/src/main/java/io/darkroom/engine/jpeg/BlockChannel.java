package io.darkroom.engine.jpeg;

/** One component on its way from blocks to a plane; or past, when nobody needs it. */
final class Channel {
  private final Component component;
  private final int across;
  private final int down;
  private final int points;
  private final int stride;
  private final byte[] samples;
  private final BlockReader reader;
  private final ReducedInverse inverse;

  /**
   * @param points that a block becomes in each direction, or 0 to pass it
   */
  Channel(Component component, BlockReader reader, int points, int acrossMcus, int downMcus) {
    this.component = component;
    this.across = component.across();
    this.down = component.down();
    this.points = points;
    this.stride = acrossMcus * across * points;
    this.samples = new byte[stride * downMcus * down * points];
    this.reader = reader;
    this.inverse = new ReducedInverse(component.steps(), points);
  }

  /** What follows does not depend on what came before. */
  void restart() {
    reader.restart();
  }

  /**
   * Reads the blocks of an MCU.
   *
   * @param start the bit where they start
   * @return the bit behind them
   */
  int mcu(byte[] data, int start, int column, int row) {
    int bit = start;
    for (int v = 0; v < down; v++) {
      int at = (row * down + v) * points * stride + column * across * points;
      for (int h = 0; h < across; h++) {
        bit = reader.read(data, bit);
        inverse.write(reader.coefficients(), samples, at + h * points, stride);
      }
    }
    return bit;
  }

  /** What became of it. */
  Plane plane(JpegHeader header) {
    return header.plane(component, points, samples, stride);
  }
}
