package io.darkroom.engine.plan;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.codecs.recipe.Autoorient;
import io.darkroom.codecs.recipe.Crop;
import io.darkroom.codecs.recipe.Extend;
import io.darkroom.codecs.recipe.Frame;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.codecs.recipe.Resize;
import io.darkroom.codecs.recipe.Rotate;
import io.darkroom.codecs.recipe.Step;

/**
 * The sizes that a recipe leads through, worked out without pixels.
 *
 * @param width of the result; an upper bound when a step trims
 * @param height of the result
 * @param frames of the result, before the output format is known
 * @param largest pixels of the largest frame on the way, the source not counted
 */
public record SizePlan(int width, int height, int frames, long largest) {

  /**
   * Follows the steps.
   *
   * @param maxSide pixels that no side may exceed after any step that makes one
   * @param maxPixels that no frame may exceed
   */
  public static SizePlan of(ImageInfo info, Recipe recipe, int maxSide, long maxPixels) {
    boolean orient = orients(recipe);
    int width = orient ? info.orientedWidth() : info.width();
    int height = orient ? info.orientedHeight() : info.height();
    int frames = info.frames();
    long largest = recipe.steps().isEmpty() ? (long) width * height : 0;
    for (Step step : recipe.steps()) {
      switch (step) {
        case Resize resize -> {
          ResizeGeometry geometry = ResizeGeometry.of(width, height, resize);
          require(geometry.scaledWidth(), geometry.scaledHeight(), maxSide, maxPixels);
          width = geometry.canvasWidth();
          height = geometry.canvasHeight();
        }
        case Crop crop -> {
          Area area = Area.of(crop, width, height);
          width = area.width();
          height = area.height();
        }
        case Extend extend -> {
          width += extend.leftSide() + extend.rightSide();
          height += extend.top() + extend.bottomSide();
          require(width, height, maxSide, maxPixels);
        }
        case Rotate rotate -> {
          int turned = Turn.boxWidth(width, height, rotate.angle());
          height = Turn.boxHeight(width, height, rotate.angle());
          width = turned;
        }
        case Frame frame -> {
          if (frame.index() >= frames) {
            throw Failure.of(
                    FailureCode.UNPROCESSABLE,
                    "there is no frame " + frame.index() + "; the image has " + frames)
                .asException();
          }
          frames = 1;
        }
        default -> {}
      }
      largest = Math.max(largest, (long) width * height);
    }
    require(width, height, 65_535, maxPixels);
    return new SizePlan(width, height, frames, largest);
  }

  /** Whether the image is turned as its metadata says. */
  public static boolean orients(Recipe recipe) {
    return recipe.steps().stream().noneMatch(s -> s instanceof Autoorient a && !a.enabled());
  }

  private static void require(int width, int height, int maxSide, long maxPixels) {
    if (width > maxSide || height > maxSide || (long) width * height > maxPixels) {
      throw Failure.of(
              FailureCode.OUTPUT_TOO_LARGE,
              "a step would make "
                  + width
                  + " x "
                  + height
                  + " pixels; at most "
                  + maxSide
                  + " a side and "
                  + maxPixels
                  + " in all are allowed")
          .asException();
    }
  }
}
