package io.darkroom.engine.plan;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.recipe.Crop;
import io.darkroom.codecs.recipe.Extend;
import io.darkroom.codecs.recipe.Gravity;
import io.darkroom.codecs.recipe.Resize;

/** A rectangle of whole pixels. */
public record Area(int x, int y, int width, int height) {

  /** What a crop takes of an image; a part that hangs over the edge is left out. */
  public static Area of(Crop crop, int width, int height) {
    int areaWidth = Math.max(1, crop.width().of(width));
    int areaHeight = Math.max(1, crop.height().of(height));
    int x;
    int y;
    if (crop.x().isPresent() && crop.y().isPresent()) {
      x = crop.x().get().of(width);
      y = crop.y().get().of(height);
    } else {
      areaWidth = Math.min(areaWidth, width);
      areaHeight = Math.min(areaHeight, height);
      x = (int) Math.round((width - areaWidth) * crop.gravity().x());
      y = (int) Math.round((height - areaHeight) * crop.gravity().y());
    }
    if (x >= width || y >= height) {
      throw Failure.of(
              FailureCode.UNPROCESSABLE,
              "the crop lies outside of the image, which is " + width + " x " + height + " there")
          .asException();
    }
    return new Area(x, y, Math.min(areaWidth, width - x), Math.min(areaHeight, height - y));
  }

  /** What a covering resize keeps of the scaled image, by its gravity or point of interest. */
  public static Area kept(Resize resize, ResizeGeometry geometry) {
    double x = resize.gravity().x();
    double y = resize.gravity().y();
    int freeX = geometry.scaledWidth() - geometry.width();
    int freeY = geometry.scaledHeight() - geometry.height();
    if (resize.focusX().isPresent() && resize.focusY().isPresent()) {
      x = centred(resize.focusX().get(), geometry.scaledWidth(), geometry.width(), freeX);
      y = centred(resize.focusY().get(), geometry.scaledHeight(), geometry.height(), freeY);
    }
    return new Area(
        (int) Math.round(freeX * x),
        (int) Math.round(freeY * y),
        geometry.width(),
        geometry.height());
  }

  /** Where something of this size lies in a larger area, offset from the edge inwards. */
  public static Area placed(
      int width, int height, int inWidth, int inHeight, Gravity gravity, int dx, int dy) {
    int x = (int) Math.round((inWidth - width) * gravity.x()) + (gravity.x() > 0.5 ? -dx : dx);
    int y = (int) Math.round((inHeight - height) * gravity.y()) + (gravity.y() > 0.5 ? -dy : dy);
    return new Area(x, y, width, height);
  }

  /** The canvas of a resize that pads, as the scaled image sees it: it starts left and above. */
  public static Area around(Resize resize, ResizeGeometry to) {
    Area place =
        placed(
            to.width(), to.height(), to.canvasWidth(), to.canvasHeight(), resize.gravity(), 0, 0);
    return new Area(-place.x, -place.y, to.canvasWidth(), to.canvasHeight());
  }

  /** The canvas of an extend, as the image of this size sees it. */
  public static Area around(Extend extend, int width, int height) {
    return new Area(
        -extend.leftSide(),
        -extend.top(),
        width + extend.leftSide() + extend.rightSide(),
        height + extend.top() + extend.bottomSide());
  }

  private static double centred(double focus, int side, int window, int free) {
    return free == 0 ? 0 : Math.clamp((focus * side - window / 2.0) / free, 0, 1);
  }
}
