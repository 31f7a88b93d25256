package io.darkroom.engine.plan;

import io.darkroom.codecs.recipe.Watermark;

/** The size of a watermark on an image. */
public record OverlaySize(int width, int height) {
  /** By its scale, or its own size; in either case shrunk to fit the image. */
  public static OverlaySize of(
      Watermark step, int markWidth, int markHeight, int width, int height) {
    double factor = step.scale().map(scale -> scale * width / markWidth).orElse(1.0);
    factor = Math.min(factor, Math.min((double) width / markWidth, (double) height / markHeight));
    return new OverlaySize(side(markWidth * factor), side(markHeight * factor));
  }

  private static int side(double pixels) {
    return (int) Math.max(1, Math.round(pixels));
  }
}
