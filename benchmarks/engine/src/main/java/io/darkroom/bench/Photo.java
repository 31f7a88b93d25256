package io.darkroom.bench;

import java.util.SplittableRandom;

/**
 * Draws pictures that a codec finds as hard as photographs: detail at every scale, falling off with
 * its frequency as in nature, soft and hard edges, and the grain of a sensor. Equal numbers give
 * equal pictures.
 */
final class Photo {
  private static final int COARSEST = 1024;
  private static final int SHAPES = 60;

  private final int width;
  private final int height;
  private final SplittableRandom random;

  private Photo(int width, int height, long seed) {
    this.width = width;
    this.height = height;
    this.random = new SplittableRandom(seed);
  }

  /** RGB samples. */
  static byte[] rgb(int width, int height, long seed) {
    return new Photo(width, height, seed).samples(3);
  }

  /** RGBA samples, with soft transparent parts. */
  static byte[] rgba(int width, int height, long seed) {
    return new Photo(width, height, seed).samples(4);
  }

  private byte[] samples(int bands) {
    float[] light = new float[width * height];
    float[] warmth = new float[width * height];
    for (int scale = COARSEST; scale >= 2; scale /= 2) {
      octave(light, scale, 46 * (float) Math.pow(scale / (double) COARSEST, 0.42));
      if (scale >= 16) {
        octave(warmth, scale, 30 * (float) Math.pow(scale / (double) COARSEST, 0.5));
      }
    }
    for (int i = 0; i < SHAPES; i++) {
      shape(light, warmth);
    }
    byte[] samples = new byte[width * height * bands];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int i = y * width + x;
        float grain = (random.nextFloat() + random.nextFloat() - 1) * 13;
        float base = 118 + light[i] + grain;
        samples[i * bands] = eightBit(base + warmth[i]);
        samples[i * bands + 1] = eightBit(base + 4);
        samples[i * bands + 2] = eightBit(base - warmth[i] * 0.8f);
        if (bands == 4) {
          double out = Math.hypot(2.0 * x / width - 1, 2.0 * y / height - 1);
          samples[i * bands + 3] = eightBit((float) (255 * (1.25 - out) * 3));
        }
      }
    }
    return samples;
  }

  /** Adds random values on a grid, smoothly joined. */
  private void octave(float[] plane, int scale, float strength) {
    int columns = width / scale + 2;
    float[] grid = new float[columns * (height / scale + 2)];
    for (int i = 0; i < grid.length; i++) {
      grid[i] = (random.nextFloat() * 2 - 1) * strength;
    }
    for (int y = 0; y < height; y++) {
      float down = smooth(y % scale / (float) scale);
      int row = y / scale * columns;
      for (int x = 0; x < width; x++) {
        float across = smooth(x % scale / (float) scale);
        int at = row + x / scale;
        float top = grid[at] + (grid[at + 1] - grid[at]) * across;
        float bottom = grid[at + columns] + (grid[at + columns + 1] - grid[at + columns]) * across;
        plane[y * width + x] += top + (bottom - top) * down;
      }
    }
  }

  /** A disc or a box, brighter or darker than what it lies on, with an edge of a pixel or more. */
  private void shape(float[] light, float[] warmth) {
    boolean disc = random.nextBoolean();
    double centreX = random.nextDouble(width);
    double centreY = random.nextDouble(height);
    double radius = Math.max(3, Math.min(width, height) * (0.01 + 0.12 * random.nextDouble()));
    double softness = 1 + random.nextInt(4) * random.nextInt(4);
    float lighter = (random.nextFloat() * 2 - 1) * 60;
    float warmer = (random.nextFloat() * 2 - 1) * 40;
    int reach = (int) (radius + softness);
    for (int y = (int) Math.max(0, centreY - reach); y < Math.min(height, centreY + reach); y++) {
      for (int x = (int) Math.max(0, centreX - reach); x < Math.min(width, centreX + reach); x++) {
        double away =
            disc
                ? Math.hypot(x - centreX, y - centreY)
                : Math.max(Math.abs(x - centreX), Math.abs(y - centreY));
        float cover = (float) Math.clamp((radius - away) / softness + 0.5, 0, 1);
        light[y * width + x] += lighter * cover;
        warmth[y * width + x] += warmer * cover;
      }
    }
  }

  private static float smooth(float t) {
    return t * t * (3 - 2 * t);
  }

  private static byte eightBit(float value) {
    return (byte) Math.clamp(Math.round(value), 0, 255);
  }
}
