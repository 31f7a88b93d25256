package io.darkroom.engine.plan;

import io.darkroom.codecs.recipe.Colour;
import io.darkroom.codecs.recipe.Normalize;
import java.util.Arrays;

/** Tables that map an 8-bit value to new ones. */
public final class ToneCurve {
  private ToneCurve() {}

  /** Lightens the middle tones for a gamma above 1, darkens them below. */
  public static int[] gamma(double gamma) {
    int[] curve = new int[256];
    for (int i = 0; i < 256; i++) {
      curve[i] = (int) Math.round(255 * Math.pow(i / 255.0, 1 / gamma));
    }
    return curve;
  }

  /** Every value multiplied, then shifted. */
  public static int[] linear(double factor, double shift) {
    int[] curve = new int[256];
    for (int i = 0; i < 256; i++) {
      curve[i] = Math.clamp(Math.round(i * factor + shift), 0, 255);
    }
    return curve;
  }

  /**
   * Stretches brightness over the full range.
   *
   * @param counts pixels of each brightness
   */
  public static int[] normalize(long[] counts, Normalize normalize) {
    int low = percentile(counts, normalize.lower());
    int high = percentile(counts, normalize.upper());
    double factor = high > low ? 255.0 / (high - low) : 1;
    return linear(factor, high > low ? -low * factor : 0);
  }

  /** Brightness to colour: black, over the tint at middle grey, to white. One table a component. */
  public static int[][] tint(Colour colour) {
    return ramp(
        (component, l) -> l < 0.5 ? component * 2 * l : component + (255 - component) * (2 * l - 1),
        colour);
  }

  /** Brightness to colour: from the shadow's to the highlight's. One table a component. */
  public static int[][] duotone(Colour shadow, Colour highlight) {
    int[][] from = ramp((component, l) -> component * (1 - l), shadow);
    int[][] to = ramp((component, l) -> component * l, highlight);
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < 256; i++) {
        from[c][i] = Math.min(255, from[c][i] + to[c][i]);
      }
    }
    return from;
  }

  private static int percentile(long[] counts, double percent) {
    long wanted = (long) Math.ceil(Arrays.stream(counts).sum() * percent / 100);
    long seen = 0;
    for (int i = 0; i < 256; i++) {
      seen += counts[i];
      if (seen >= wanted && seen > 0) {
        return i;
      }
    }
    return 255;
  }

  private interface Shade {
    double of(int component, double brightness);
  }

  private static int[][] ramp(Shade shade, Colour colour) {
    int[] components = {colour.red(), colour.green(), colour.blue()};
    int[][] tables = new int[3][256];
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < 256; i++) {
        tables[c][i] = (int) Math.round(shade.of(components[c], i / 255.0));
      }
    }
    return tables;
  }
}
