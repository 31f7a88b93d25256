package io.darkroom.engine.plan;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A Gaussian bell in whole numbers whose sum is a power of two, for filters that compute in fixed
 * point: nothing is lost in their division, so that a plain area keeps its brightness. Every weight
 * is below {@value #LIMIT}, which is what such filters can hold exactly.
 */
public final class GaussianWeights {
  private static final int LIMIT = 64;

  /** Beyond so many standard deviations even the widest bell is below half a unit. */
  private static final int REACH = 4;

  private GaussianWeights() {}

  /**
   * The weights of one line, symmetric, the largest in the middle, the outermost not zero.
   *
   * @param sigma standard deviation in pixels, at least 0.3
   */
  public static int[] of(double sigma) {
    int reach = (int) Math.ceil(REACH * sigma);
    double[] bell = new double[2 * reach + 1];
    for (int i = -reach; i <= reach; i++) {
      bell[i + reach] = Math.exp(-i * i / (2 * sigma * sigma));
    }
    double area = Arrays.stream(bell).sum();
    int sum = Integer.highestOneBit((int) ((LIMIT - 2) * area));
    return trimmed(shared(bell, area, sum));
  }

  /**
   * Rounded such that they add up: what is missing or too much goes where rounding changed most.
   * The sum is even and all but the middle come in pairs, so the middle has to be even.
   */
  private static int[] shared(double[] bell, double area, int sum) {
    int middle = bell.length / 2;
    double[] wanted = Arrays.stream(bell).map(b -> b * sum / area).toArray();
    int[] weights = Arrays.stream(wanted).mapToInt(w -> (int) Math.rint(w)).toArray();
    int even = 2 * (int) Math.rint(wanted[middle] / 2);
    weights[middle] = even > weights[middle - 1] ? even : 2 * (int) Math.ceil(wanted[middle] / 2);
    int missing = sum - Arrays.stream(weights).sum();
    int step = Integer.signum(missing);
    IntStream.range(0, middle)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> step * (weights[i] - wanted[i])))
        .limit(Math.abs(missing) / 2)
        .forEach(
            i -> {
              weights[i] += step;
              weights[bell.length - 1 - i] += step;
            });
    return weights;
  }

  private static int[] trimmed(int[] weights) {
    int zeros = 0;
    while (weights[zeros] == 0) {
      zeros++;
    }
    return Arrays.copyOfRange(weights, zeros, weights.length - zeros);
  }
}
