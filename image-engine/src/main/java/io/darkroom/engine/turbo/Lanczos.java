package io.darkroom.engine.turbo;

/**
 * The windowed sinc of three lobes, and from it the weights of the rows that make up each row of a
 * scaled picture. Those of a row add up to one.
 */
final class Lanczos {
  /** Weights come in groups of so many, the last of them with nothing at its end. */
  static final int TOGETHER = 4;

  private static final int LOBES = 3;
  private static final int STEPS = 4096;
  private static final float[] KERNEL = kernel();

  private final int rows;
  private final double stretch;
  private final double steps;
  private final int reach;
  private final int stride;
  private final float[] weights;
  private final int[] firsts;
  private final int[] counts;

  /**
   * For scaling from one number of rows to another.
   *
   * @param span rows that the picture takes, where the last may lie partly outside
   */
  Lanczos(int rows, double span, int scaledRows) {
    double ratio = span / scaledRows;
    this.rows = rows;
    this.stretch = Math.max(1, ratio);
    this.steps = STEPS / stretch;
    this.reach = (int) Math.ceil(2 * LOBES * stretch) + 2;
    this.stride = Math.ceilDiv(reach, TOGETHER) * TOGETHER;
    this.weights = new float[scaledRows * stride];
    this.firsts = new int[scaledRows];
    this.counts = new int[scaledRows];
    for (int row = 0; row < scaledRows; row++) {
      weigh(row, (row + 0.5) * ratio - 0.5);
    }
  }

  /** Rows that one scaled row looks at, at most. */
  int reach() {
    return reach;
  }

  /** Number of weights of a scaled row. */
  int count(int scaledRow) {
    return counts[scaledRow];
  }

  /** The row that a weight is for; beyond the edges the outermost ones are repeated. */
  int row(int scaledRow, int index) {
    return Math.clamp(firsts[scaledRow] + index, 0, rows - 1);
  }

  /** Where the weights of a scaled row begin. */
  int place(int scaledRow) {
    return scaledRow * stride;
  }

  /** Of all rows. */
  float[] weights() {
    return weights;
  }

  private void weigh(int row, double centre) {
    double reaches = LOBES * stretch;
    int first = (int) Math.ceil(centre - reaches);
    int count = (int) Math.floor(centre + reaches) - first + 1;
    int place = place(row);
    float sum = 0;
    for (int i = 0; i < count; i++) {
      float weight = value(first + i - centre);
      weights[place + i] = weight;
      sum += weight;
    }
    float part = 1 / sum;
    for (int i = 0; i < count; i++) {
      weights[place + i] *= part;
    }
    firsts[row] = first;
    counts[row] = count;
  }

  private float value(double distance) {
    int at = (int) (Math.abs(distance) * steps + 0.5);
    return at < KERNEL.length ? KERNEL[at] : 0;
  }

  private static float[] kernel() {
    float[] kernel = new float[LOBES * STEPS];
    kernel[0] = 1;
    for (int i = 1; i < kernel.length; i++) {
      double x = Math.PI * i / STEPS;
      kernel[i] = (float) (LOBES * Math.sin(x) * Math.sin(x / LOBES) / (x * x));
    }
    return kernel;
  }
}
