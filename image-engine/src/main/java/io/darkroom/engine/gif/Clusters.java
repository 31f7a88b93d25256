package io.darkroom.engine.gif;

import java.util.Arrays;

/**
 * Moves colours to the means of what is nearest to them, several times (Lloyd, Least Squares
 * Quantization in PCM, 1957/1982). A colour that one shade has more than half of becomes that
 * shade, so that areas of one colour stay plain.
 */
final class Clusters {
  /** Below this gain of a pass no other follows. */
  private static final double LEAST_GAIN = 0.003;

  private final NearestColour nearest = new NearestColour(5);
  private final Histogram histogram;
  private final int[] colours;
  private final long[] sums;
  private final long[] weights;
  private final int[] shades;
  private final int[] leads;

  Clusters(Histogram histogram, int[] colours) {
    this.histogram = histogram;
    this.colours = colours.clone();
    sums = new long[3 * colours.length];
    weights = new long[colours.length];
    shades = new int[colours.length];
    leads = new int[colours.length];
  }

  /** The colours after so many passes, at least one. */
  int[] refined(int passes, Runnable check) {
    double before = Double.MAX_VALUE;
    for (int pass = 0; pass < passes; pass++) {
      check.run();
      double error = assign();
      move();
      if (error > before * (1 - LEAST_GAIN)) {
        break;
      }
      before = error;
    }
    return colours;
  }

  /** Colours that came out as the shade most of their pixels have. */
  boolean plain(int colour) {
    return 2L * leads[colour] >= weights[colour] && weights[colour] > 0;
  }

  private double assign() {
    nearest.among(colours);
    Arrays.fill(sums, 0);
    Arrays.fill(weights, 0);
    Arrays.fill(leads, 0);
    double error = 0;
    double most = -1;
    int farthest = 0;
    for (int i = 0; i < histogram.size(); i++) {
      int mean = histogram.mean(i);
      int red = mean >> 16 & 0xff;
      int green = mean >> 8 & 0xff;
      int blue = mean & 0xff;
      int found = nearest.find(red, green, blue);
      int colour = found & 0xff;
      long weight = histogram.weight(i);
      double off = (double) (found >> 8) * weight;
      error += off;
      if (off > most) {
        most = off;
        farthest = i;
      }
      weights[colour] += weight;
      sums[3 * colour] += histogram.sum(i, 0);
      sums[3 * colour + 1] += histogram.sum(i, 1);
      sums[3 * colour + 2] += histogram.sum(i, 2);
      if (histogram.lead(i) > leads[colour]) {
        leads[colour] = histogram.lead(i);
        shades[colour] = histogram.winner(i);
      }
    }
    unused(farthest);
    return error;
  }

  /** The first colour that nothing is nearest to gets the cell that is worst off. */
  private void unused(int farthest) {
    for (int i = 0; i < colours.length; i++) {
      if (weights[i] == 0) {
        colours[i] = histogram.mean(farthest);
        return;
      }
    }
  }

  private void move() {
    for (int i = 0; i < colours.length; i++) {
      long weight = weights[i];
      if (plain(i)) {
        colours[i] = shades[i];
      } else if (weight > 0) {
        long half = weight >> 1;
        colours[i] =
            (int) ((sums[3 * i] + half) / weight) << 16
                | (int) ((sums[3 * i + 1] + half) / weight) << 8
                | (int) ((sums[3 * i + 2] + half) / weight);
      }
    }
  }
}
