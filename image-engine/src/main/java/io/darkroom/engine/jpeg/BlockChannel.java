package io.darkroom.engine.jpeg;

import java.lang.foreign.MemorySegment;

/**
 * A component whose blocks become one point or two on a side; or are passed, when nobody needs it.
 */
final class BlockChannel implements Channel {
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
  BlockChannel(Component component, BlockReader reader, int points, int acrossMcus, int downMcus) {
    this.component = component;
    this.across = component.across();
    this.down = component.down();
    this.points = points;
    this.stride = acrossMcus * across * points;
    this.samples = new byte[stride * downMcus * down * points];
    this.reader = reader;
    this.inverse = new ReducedInverse(component.steps(), points);
  }

  @Override
  public void restart() {
    reader.restart();
  }

  @Override
  public int mcu(byte[] data, int start, int column, int row) {
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

  @Override
  public Plane plane(JpegHeader header) {
    return header.plane(component, points, MemorySegment.ofArray(samples), stride);
  }
}
