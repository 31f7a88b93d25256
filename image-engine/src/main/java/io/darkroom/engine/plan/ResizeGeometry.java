package io.darkroom.engine.plan;

import io.darkroom.codecs.recipe.Fit;
import io.darkroom.codecs.recipe.Resize;

/**
 * The exact sizes of a resize: scale, then cut out a window, then lay it on a canvas.
 *
 * @param scaledWidth pixels after scaling
 * @param scaledHeight pixels after scaling
 * @param width of the window cut out, at most the scaled width
 * @param height of the window
 * @param canvasWidth of the result
 * @param canvasHeight of the result
 */
public record ResizeGeometry(
    int scaledWidth, int scaledHeight, int width, int height, int canvasWidth, int canvasHeight) {

  /** Works out a resize of an image of this size. */
  public static ResizeGeometry of(int width, int height, Resize resize) {
    double boxWidth = resize.width().map(w -> side(w * resize.dpr())).orElse(0);
    double boxHeight = resize.height().map(h -> side(h * resize.dpr())).orElse(0);
    Fit fit = resize.fit();
    if (boxWidth == 0 || boxHeight == 0) {
      double scale = boxWidth > 0 ? boxWidth / width : boxHeight / height;
      boxWidth = boxWidth > 0 ? boxWidth : side(width * scale);
      boxHeight = boxHeight > 0 ? boxHeight : side(height * scale);
      fit = Fit.FILL;
      if (resize.noEnlarge() && scale > 1) {
        return plain(width, height);
      }
    }
    return switch (fit) {
      case FILL -> fill(width, height, boxWidth, boxHeight, resize.noEnlarge());
      case INSIDE -> scaled(width, height, inner(width, height, boxWidth, boxHeight), resize);
      case OUTSIDE -> scaled(width, height, outer(width, height, boxWidth, boxHeight), resize);
      case CONTAIN -> {
        ResizeGeometry inside =
            scaled(width, height, inner(width, height, boxWidth, boxHeight), resize);
        yield new ResizeGeometry(
            inside.scaledWidth,
            inside.scaledHeight,
            inside.width,
            inside.height,
            (int) boxWidth,
            (int) boxHeight);
      }
      case COVER -> {
        ResizeGeometry outside =
            scaled(width, height, outer(width, height, boxWidth, boxHeight), resize);
        int cutWidth = (int) Math.min(outside.scaledWidth, boxWidth);
        int cutHeight = (int) Math.min(outside.scaledHeight, boxHeight);
        yield new ResizeGeometry(
            outside.scaledWidth, outside.scaledHeight, cutWidth, cutHeight, cutWidth, cutHeight);
      }
    };
  }

  /** Whether anything is cut off. */
  public boolean crops() {
    return width != scaledWidth || height != scaledHeight;
  }

  /** Whether anything is added around. */
  public boolean pads() {
    return canvasWidth != width || canvasHeight != height;
  }

  private static double inner(int width, int height, double boxWidth, double boxHeight) {
    return Math.min(boxWidth / width, boxHeight / height);
  }

  private static double outer(int width, int height, double boxWidth, double boxHeight) {
    return Math.max(boxWidth / width, boxHeight / height);
  }

  private static ResizeGeometry fill(
      int width, int height, double boxWidth, double boxHeight, boolean noEnlarge) {
    return noEnlarge
        ? plain((int) Math.min(width, boxWidth), (int) Math.min(height, boxHeight))
        : plain((int) boxWidth, (int) boxHeight);
  }

  private static ResizeGeometry scaled(int width, int height, double scale, Resize resize) {
    double factor = resize.noEnlarge() ? Math.min(1, scale) : scale;
    return plain(side(width * factor), side(height * factor));
  }

  private static ResizeGeometry plain(int width, int height) {
    return new ResizeGeometry(width, height, width, height, width, height);
  }

  private static int side(double pixels) {
    return (int) Math.max(1, Math.round(pixels));
  }
}
