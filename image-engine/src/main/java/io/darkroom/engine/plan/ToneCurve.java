package io.darkroom.engine.plan;

import io.darkroom.codecs.recipe.Colour;

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
