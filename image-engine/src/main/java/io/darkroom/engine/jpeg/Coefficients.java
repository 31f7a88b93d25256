package io.darkroom.engine.jpeg;

import java.lang.foreign.MemorySegment;

/**
 * What is kept of the blocks of a component between scans: the values of the coefficients that are
 * needed, and of all others no more than whether they are zero.
 */
final class Coefficients {
  private static final int BLOCK = 64;

  private final Component component;
  private final int points;
  private final int across;
  private final int down;
  private final int[] places;
  private final int[] slots = new int[BLOCK];
  private final long needed;
  private final short[] values;
  private final long[] masks;

  /**
   * @param points on a side of what a block becomes; 0 when nobody needs it
   */
  Coefficients(JpegHeader header, Component component, int points) {
    this.component = component;
    this.points = points;
    this.across = header.acrossBlocks(component);
    this.down = header.downBlocks(component);
    this.places = ReducedInverse.places(points);
    long all = 0;
    for (int i = 0; i < places.length; i++) {
      slots[places[i]] = i;
      all |= 1L << places[i];
    }
    this.needed = all;
    // one block more, for what an MCU has beyond the edges
    int kept = points == 0 ? 1 : blocks() + 1;
    this.values = new short[kept * Math.max(1, places.length)];
    this.masks = new long[points > 1 ? kept : 0];
  }

  /** Blocks that hold samples, beside each other. */
  int across() {
    return across;
  }

  /** Blocks that hold samples. */
  int blocks() {
    return across * down;
  }

  /** The number of a block; that of a spare one where nobody needs it. */
  int block(int column, int row) {
    if (points == 0) {
      return 0;
    }
    return column < across && row < down ? row * across + column : blocks();
  }

  Component component() {
    return component;
  }

  /** The coefficients whose values are needed, a bit for each. */
  long needed() {
    return needed;
  }

  /** Which coefficients of a block are not zero as far as is known; none where only means count. */
  long[] masks() {
    return masks;
  }

  /** Of all blocks, as many values for each as there are slots. */
  short[] values() {
    return values;
  }

  /** Values of a block. */
  int width() {
    return Math.max(1, places.length);
  }

  /** Where the values of coefficients are in those of a block; 0 for what is not needed. */
  int[] slots() {
    return slots;
  }

  /** What becomes of it. */
  Plane plane(JpegHeader header) {
    return points == Batch.POINTS ? batches(header) : blocks(header);
  }

  private Plane batches(JpegHeader header) {
    int[] samples = new int[across * down * Batch.POINTS];
    Batch batch = new Batch(component.steps(), across, 1);
    for (int row = 0; row < down; row++) {
      int first = row * across * places.length;
      for (int i = 0; i < places.length; i++) {
        float[] to = batch.places()[places[i]];
        for (int column = 0; column < across; column++) {
          to[column] = values[first + column * places.length + i];
        }
      }
      batch.write(1, samples, row * across * Batch.POINTS);
    }
    return header.plane(component, points, MemorySegment.ofArray(samples), across * points);
  }

  private Plane blocks(JpegHeader header) {
    int stride = across * points;
    byte[] samples = new byte[stride * down * points];
    ReducedInverse inverse = new ReducedInverse(component.steps(), points);
    int[] block = new int[BLOCK];
    int at = 0;
    for (int row = 0; row < down; row++) {
      for (int column = 0; column < across; column++) {
        for (int place : places) {
          block[place] = values[at++];
        }
        inverse.write(block, samples, row * points * stride + column * points, stride);
      }
    }
    return header.plane(component, points, MemorySegment.ofArray(samples), stride);
  }
}
