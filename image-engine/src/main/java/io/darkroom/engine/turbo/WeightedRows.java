package io.darkroom.engine.turbo;

import java.util.Arrays;

/**
 * Adds up rows by the weights of a filter. Only whole rows are added up, which the compiler turns
 * into vector instructions. For one thread.
 */
final class WeightedRows {
  /** Weights that are used at once; every filter has room for as many. */
  private static final int FIRST = 2 * Lanczos.TOGETHER;

  private final Lanczos filter;
  private final float[][] rows;
  private final float[] weights;

  WeightedRows(Lanczos filter) {
    this.filter = filter;
    this.rows = new float[Math.max(FIRST, filter.reach() + Lanczos.TOGETHER)][];
    this.weights = filter.weights();
  }

  /** Says which row a weight of the next sum is for. */
  void set(int index, float[] row) {
    rows[index] = row;
  }

  /** Adds up the rows that have been set, for a scaled row of that length. */
  void sum(int scaledRow, float[] sums, int length) {
    int count = filter.count(scaledRow);
    Arrays.fill(rows, count, rows.length, rows[0]);
    int first = filter.place(scaledRow);
    sum(sums, first, length);
    for (int i = FIRST; i < count; i += Lanczos.TOGETHER) {
      add(sums, i, first + i, length);
    }
  }

  /** The first of them: a filter that makes nothing smaller has no more. */
  private void sum(float[] sums, int weight, int length) {
    float[] a = rows[0];
    float[] b = rows[1];
    float[] c = rows[2];
    float[] d = rows[3];
    float[] e = rows[4];
    float[] f = rows[5];
    float[] g = rows[6];
    float[] h = rows[7];
    float weightA = weights[weight];
    float weightB = weights[weight + 1];
    float weightC = weights[weight + 2];
    float weightD = weights[weight + 3];
    float weightE = weights[weight + 4];
    float weightF = weights[weight + 5];
    float weightG = weights[weight + 6];
    float weightH = weights[weight + 7];
    for (int i = 0; i < length; i++) {
      float left = weightA * a[i] + weightB * b[i] + weightC * c[i] + weightD * d[i];
      float right = weightE * e[i] + weightF * f[i] + weightG * g[i] + weightH * h[i];
      sums[i] = left + right;
    }
  }

  private void add(float[] sums, int row, int weight, int length) {
    float[] a = rows[row];
    float[] b = rows[row + 1];
    float[] c = rows[row + 2];
    float[] d = rows[row + 3];
    float weightA = weights[weight];
    float weightB = weights[weight + 1];
    float weightC = weights[weight + 2];
    float weightD = weights[weight + 3];
    for (int i = 0; i < length; i++) {
      sums[i] += weightA * a[i] + weightB * b[i] + weightC * c[i] + weightD * d[i];
    }
  }
}
