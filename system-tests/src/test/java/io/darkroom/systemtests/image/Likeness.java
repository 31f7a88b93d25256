package io.darkroom.systemtests.image;

import java.awt.image.BufferedImage;

/**
 * Compares two pictures of any sizes by the mean colour of each cell of a 16 × 16 grid. Blind to
 * resampling and compression, but not to a wrong, turned, shifted or cut picture.
 */
public final class Likeness {
  private static final int GRID = 16;

  private Likeness() {}

  /** The mean difference of the cells over all channels, 0 (alike) to 255. */
  public static double distance(BufferedImage a, BufferedImage b) {
    double sum = 0;
    for (int row = 0; row < GRID; row++) {
      for (int column = 0; column < GRID; column++) {
        double[] left = mean(a, column, row);
        double[] right = mean(b, column, row);
        for (int channel = 0; channel < 3; channel++) {
          sum += Math.abs(left[channel] - right[channel]);
        }
      }
    }
    return sum / (GRID * GRID * 3);
  }

  private static double[] mean(BufferedImage image, int column, int row) {
    int x0 = column * image.getWidth() / GRID;
    int x1 = Math.max(x0 + 1, (column + 1) * image.getWidth() / GRID);
    int y0 = row * image.getHeight() / GRID;
    int y1 = Math.max(y0 + 1, (row + 1) * image.getHeight() / GRID);
    double[] sum = new double[3];
    int[] cell = image.getRGB(x0, y0, x1 - x0, y1 - y0, null, 0, x1 - x0);
    for (int rgb : cell) {
      sum[0] += rgb >> 16 & 0xff;
      sum[1] += rgb >> 8 & 0xff;
      sum[2] += rgb & 0xff;
    }
    for (int channel = 0; channel < 3; channel++) {
      sum[channel] /= cell.length;
    }
    return sum;
  }
}
