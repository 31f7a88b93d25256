package io.darkroom.engine.portable;

import io.darkroom.codecs.recipe.Kernel;

/** For each target position along one axis, which source positions count and how much. */
final class Taps {
  private final int[] first;
  private final float[][] weights;
  private int longest;

  private Taps(int target) {
    first = new int[target];
    weights = new float[target][];
  }

  static Taps of(int source, int target, Kernel kernel) {
    Taps taps = new Taps(target);
    double scale = (double) source / target;
    double stretch = Math.max(1, scale);
    double support = radius(kernel) * stretch;
    for (int i = 0; i < target; i++) {
      double centre = (i + 0.5) * scale;
      if (kernel == Kernel.NEAREST) {
        taps.set(i, Math.min(source - 1, (int) centre), new float[] {1});
        continue;
      }
      int from = Math.max(0, (int) Math.floor(centre - support + 0.5));
      int to = Math.min(source, (int) Math.ceil(centre + support - 0.5) + 1);
      float[] weight = new float[Math.max(1, to - from)];
      double sum = 0;
      for (int k = 0; k < weight.length; k++) {
        weight[k] = (float) value(kernel, (from + k + 0.5 - centre) / stretch);
        sum += weight[k];
      }
      for (int k = 0; k < weight.length; k++) {
        weight[k] = (float) (weight[k] / sum);
      }
      taps.set(i, from, weight);
    }
    return taps;
  }

  int first(int target) {
    return first[target];
  }

  int count(int target) {
    return weights[target].length;
  }

  float weight(int target, int index) {
    return weights[target][index];
  }

  /** The most source positions that any target needs. */
  int longest() {
    return longest;
  }

  private void set(int target, int from, float[] weight) {
    first[target] = from;
    weights[target] = weight;
    longest = Math.max(longest, weight.length);
  }

  private static double radius(Kernel kernel) {
    return switch (kernel) {
      case LANCZOS3 -> 3;
      case CUBIC -> 2;
      case LINEAR -> 1;
      case NEAREST -> 0.5;
    };
  }

  private static double value(Kernel kernel, double at) {
    double x = Math.abs(at);
    return switch (kernel) {
      case LANCZOS3 -> x < 3 ? sinc(x) * sinc(x / 3) : 0;
      case CUBIC ->
          x < 1 ? (1.5 * x - 2.5) * x * x + 1 : x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
      case LINEAR -> Math.max(0, 1 - x);
      case NEAREST -> 1;
    };
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }
}
