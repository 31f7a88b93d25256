package io.darkroom.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class GaussianWeightsTest {
  @Property
  void theSumIsAPowerOfTwo(@ForAll @DoubleRange(min = 0.3, max = 250) double sigma) {
    int sum = Arrays.stream(GaussianWeights.of(sigma)).sum();

    assertThat(Integer.bitCount(sum)).isOne();
  }

  @Property
  void theBellIsSymmetricAndFitsFixedPoint(
      @ForAll @DoubleRange(min = 0.3, max = 250) double sigma) {
    int[] weights = GaussianWeights.of(sigma);

    assertThat(weights.length % 2).isOne();
    for (int i = 0; i < weights.length; i++) {
      assertThat(weights[i])
          .isEqualTo(weights[weights.length - 1 - i])
          .isBetween(0, 63)
          .isLessThanOrEqualTo(weights[weights.length / 2]);
    }
    assertThat(weights[0]).isPositive();
  }

  @Property
  void theWidthIsThatOfTheBell(@ForAll @DoubleRange(min = 0.5, max = 250) double sigma) {
    int[] weights = GaussianWeights.of(sigma);
    double[] bell = new double[12 * (int) Math.ceil(sigma) + 1];
    for (int i = 0; i < bell.length; i++) {
      bell[i] = Math.exp(-Math.pow(i - bell.length / 2, 2) / (2 * sigma * sigma));
    }

    double width = width(Arrays.stream(weights).asDoubleStream().toArray());

    assertThat(width).isCloseTo(width(bell), within(0.05 + 0.03 * sigma));
  }

  private static double width(double[] weights) {
    double squares = 0;
    for (int i = 0; i < weights.length; i++) {
      squares += weights[i] * Math.pow(i - weights.length / 2, 2);
    }
    return Math.sqrt(squares / Arrays.stream(weights).sum());
  }
}
