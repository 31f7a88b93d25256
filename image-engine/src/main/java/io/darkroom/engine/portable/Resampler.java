package io.darkroom.engine.portable;

import io.darkroom.codecs.recipe.Kernel;
import io.darkroom.engine.RenderOptions;
import java.util.Arrays;

/**
 * Scales with a separable filter in gamma space, on premultiplied values. Rows are scaled across
 * once, as they are needed, and kept in a ring, so that only a few are held as floats.
 */
final class Resampler {
  private static final int CHECKED_EVERY = 64;

  private final Pixels source;
  private final int width;
  private final int height;
  private final Taps across;
  private final Taps down;
  private final RenderOptions options;

  private Resampler(Pixels source, int width, int height, Kernel kernel, RenderOptions options) {
    this.source = source;
    this.width = width;
    this.height = height;
    this.across = Taps.of(source.width(), width, kernel);
    this.down = Taps.of(source.height(), height, kernel);
    this.options = options;
  }

  /** The source at another size. */
  static Pixels scale(Pixels source, int width, int height, Kernel kernel, RenderOptions options) {
    return width == source.width() && height == source.height()
        ? source
        : new Resampler(source, width, height, kernel, options).run();
  }

  private Pixels run() {
    Pixels result = Pixels.empty(width, height, source.alpha());
    float[][] ring = new float[down.longest()][];
    int next = 0;
    float[] sum = new float[width * 4];
    for (int y = 0; y < height; y++) {
      if (y % CHECKED_EVERY == 0) {
        options.check();
      }
      int first = down.first(y);
      int last = first + down.count(y);
      next = Math.max(next, first);
      for (; next < last; next++) {
        int slot = next % ring.length;
        ring[slot] = rowAcross(next, ring[slot] == null ? new float[width * 4] : ring[slot]);
      }
      Arrays.fill(sum, 0);
      for (int i = first; i < last; i++) {
        float weight = down.weight(y, i - first);
        float[] row = ring[i % ring.length];
        for (int x = 0; x < sum.length; x++) {
          sum[x] += weight * row[x];
        }
      }
      store(sum, result.argb(), y * width);
    }
    return result;
  }

  private float[] rowAcross(int y, float[] row) {
    int from = y * source.width();
    int[] argb = source.argb();
    for (int x = 0; x < width; x++) {
      float a = 0;
      float r = 0;
      float g = 0;
      float b = 0;
      int first = across.first(x);
      int count = across.count(x);
      for (int i = 0; i < count; i++) {
        int pixel = argb[from + first + i];
        float weight = across.weight(x, i);
        float opaque = source.alpha() ? weight * (pixel >>> 24) / 255f : weight;
        a += opaque;
        r += opaque * (pixel >> 16 & 0xff);
        g += opaque * (pixel >> 8 & 0xff);
        b += opaque * (pixel & 0xff);
      }
      row[x * 4] = a;
      row[x * 4 + 1] = r;
      row[x * 4 + 2] = g;
      row[x * 4 + 3] = b;
    }
    return row;
  }

  private void store(float[] sum, int[] argb, int at) {
    for (int x = 0; x < width; x++) {
      float a = sum[x * 4];
      if (!source.alpha()) {
        argb[at + x] =
            0xff000000
                | Tone.clamp(sum[x * 4 + 1]) << 16
                | Tone.clamp(sum[x * 4 + 2]) << 8
                | Tone.clamp(sum[x * 4 + 3]);
      } else if (a > 0.5f / 255) {
        argb[at + x] =
            Tone.clamp(a * 255) << 24
                | Tone.clamp(sum[x * 4 + 1] / a) << 16
                | Tone.clamp(sum[x * 4 + 2] / a) << 8
                | Tone.clamp(sum[x * 4 + 3] / a);
      }
    }
  }
}
