package io.darkroom.engine.turbo;

/**
 * Makes fewer or more columns of rows that each have one kind of sample. A few columns at a time
 * are made rows, added up, and made columns again, all of it in the nearest caches. For one thread.
 */
final class ColumnScaler {
  /** Columns, or rows, that are turned together. */
  static final int TOGETHER = 8;

  private final Lanczos filter;
  private final int columns;
  private final int scaledColumns;
  private final int depth;
  private final float[][] turned;
  private final int mask;
  private final float[][] scaled;
  private final WeightedRows weighted;

  /**
   * For rows of one length.
   *
   * @param depth rows that are scaled together, a multiple of {@link #TOGETHER}
   */
  ColumnScaler(Lanczos filter, int columns, int scaledColumns, int depth) {
    this.filter = filter;
    this.columns = columns;
    this.scaledColumns = scaledColumns;
    this.depth = depth;
    int ring = Integer.highestOneBit(2 * (filter.reach() + TOGETHER));
    this.turned = Scratch.rows(ring, depth);
    this.mask = ring - 1;
    this.scaled = Scratch.rows(TOGETHER, depth);
    this.weighted = new WeightedRows(filter);
  }

  /** Length that scaled rows must have at least: whole groups of columns are written. */
  int scaledLength() {
    return Math.ceilDiv(scaledColumns, TOGETHER) * TOGETHER;
  }

  /** Scales as many rows as it was made for. */
  void scale(float[][] rows, float[][] scaledRows) {
    int next = 0;
    for (int column = 0; column < scaledColumns; column++) {
      int count = filter.count(column);
      while (next <= filter.row(column, count - 1)) {
        turn(rows, next, Math.min(TOGETHER, columns - next));
        next += TOGETHER;
      }
      for (int i = 0; i < count; i++) {
        weighted.set(i, turned[filter.row(column, i) & mask]);
      }
      int place = column % TOGETHER;
      weighted.sum(column, scaled[place], depth);
      if (place == TOGETHER - 1 || column == scaledColumns - 1) {
        turnBack(scaledRows, column - place);
      }
    }
  }

  private void turn(float[][] rows, int column, int count) {
    for (int y = 0; y < depth; y += TOGETHER) {
      float[] a = rows[y];
      float[] b = rows[y + 1];
      float[] c = rows[y + 2];
      float[] d = rows[y + 3];
      float[] e = rows[y + 4];
      float[] f = rows[y + 5];
      float[] g = rows[y + 6];
      float[] h = rows[y + 7];
      for (int x = column; x < column + count; x++) {
        float[] to = turned[x & mask];
        to[y] = a[x];
        to[y + 1] = b[x];
        to[y + 2] = c[x];
        to[y + 3] = d[x];
        to[y + 4] = e[x];
        to[y + 5] = f[x];
        to[y + 6] = g[x];
        to[y + 7] = h[x];
      }
    }
  }

  private void turnBack(float[][] rows, int column) {
    float[] a = scaled[0];
    float[] b = scaled[1];
    float[] c = scaled[2];
    float[] d = scaled[3];
    float[] e = scaled[4];
    float[] f = scaled[5];
    float[] g = scaled[6];
    float[] h = scaled[7];
    for (int y = 0; y < depth; y++) {
      float[] to = rows[y];
      to[column] = a[y];
      to[column + 1] = b[y];
      to[column + 2] = c[y];
      to[column + 3] = d[y];
      to[column + 4] = e[y];
      to[column + 5] = f[y];
      to[column + 6] = g[y];
      to[column + 7] = h[y];
    }
  }
}
