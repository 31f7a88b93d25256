package io.darkroom.engine.jpeg;

import java.lang.foreign.MemorySegment;

/** A component whose blocks become four points on a side, some rows of them together. */
final class BatchChannel implements Channel {
  /** Blocks that are worth a batch; a row of MCUs may have more. */
  private static final int ENOUGH = 512;

  private final Component component;
  private final int across;
  private final int down;
  private final int acrossMcus;
  private final int downMcus;
  private final int width;
  private final int rowsTogether;
  private final BatchReader reader;
  private final Batch batch;
  private final int[] samples;

  BatchChannel(Component component, BatchReader reader, int acrossMcus, int downMcus) {
    this.component = component;
    this.across = component.across();
    this.down = component.down();
    this.acrossMcus = acrossMcus;
    this.downMcus = downMcus;
    this.width = acrossMcus * across;
    this.rowsTogether = Math.clamp(ENOUGH / (width * down), 1, downMcus);
    this.reader = reader;
    this.batch = new Batch(component.steps(), width, down * rowsTogether);
    this.samples = new int[width * Batch.POINTS * down * downMcus];
  }

  @Override
  public void restart() {
    reader.restart();
  }

  @Override
  public int mcu(byte[] data, int start, int column, int row) {
    int within = row % rowsTogether;
    float[][] places = batch.places();
    int bit = start;
    for (int v = 0; v < down; v++) {
      int block = (within * down + v) * width + column * across;
      for (int h = 0; h < across; h++) {
        bit = reader.read(data, bit, places, block + h);
      }
    }
    boolean full = within == rowsTogether - 1 || row == downMcus - 1;
    if (full && column == acrossMcus - 1) {
      batch.write((within + 1) * down, samples, (row - within) * down * Batch.POINTS * width);
    }
    return bit;
  }

  @Override
  public Plane plane(JpegHeader header) {
    return header.plane(
        component, Batch.POINTS, MemorySegment.ofArray(samples), width * Batch.POINTS);
  }
}
