package io.darkroom.engine.turbo;

/**
 * The windowed sinc of three lobes, and from it the weights of the rows that make up a row of a
 * scaled picture. Weights are whole numbers that add up to exactly {@link #ONE}.
 */
final class Lanczos {
  /** The weight of a whole. */
  static final int ONE = 1 << 14;

  private static final int LOBES = 3;
  private static final int STEPS = 4096;
  private static final float[] KERNEL = kernel();

  private final int rows;
  private final double ratio;
  private final double stretch;
  private final int[] weights;
  private final double[] values;
  private int first;
  private int count;

  /**
   * For scaling from one number of rows to another.
   *
   * @param span rows that the picture takes, where the last may lie partly outside
   */
  Lanczos(int rows, double span, int scaledRows) {
    this.rows = rows;
    this.ratio = span / scaledRows;
    this.stretch = Math.max(1, ratio);
    this.weights = new int[(int) Math.ceil(2 * LOBES * stretch) + 2];
    this.values = new double[weights.length];
  }

  /** Rows that one scaled row looks at, at most. */
  int reach() {
    return weights.length;
  }

  /** Works out the weights of a scaled row. */
  void at(int scaledRow) {
    double centre = (scaledRow + 0.5) * ratio - 0.5;
    double reach = LOBES * stretch;
    first = (int) Math.ceil(centre - reach);
    count = (int) Math.floor(centre + reach) - first + 1;
    double sum = 0;
    for (int i = 0; i < count; i++) {
      values[i] = value(first + i - centre);
      sum += values[i];
    }
    int total = 0;
    int heaviest = 0;
    for (int i = 0; i < count; i++) {
      weights[i] = (int) Math.round(ONE * values[i] / sum);
      total += weights[i];
      heaviest = weights[i] > weights[heaviest] ? i : heaviest;
    }
    weights[heaviest] += ONE - total;
  }

  /** Number of weights for the current row. */
  int count() {
    return count;
  }

  int weight(int index) {
    return weights[index];
  }

  /** The row that a weight is for; beyond the edges the outermost ones are repeated. */
  int row(int index) {
    return Math.clamp(first + index, 0, rows - 1);
  }

  private double value(double distance) {
    int at = (int) (Math.abs(distance) / stretch * STEPS + 0.5);
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
