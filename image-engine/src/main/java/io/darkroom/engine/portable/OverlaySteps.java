package io.darkroom.engine.portable;

import io.darkroom.codecs.recipe.Kernel;
import io.darkroom.codecs.recipe.Round;
import io.darkroom.codecs.recipe.Text;
import io.darkroom.codecs.recipe.Watermark;
import io.darkroom.engine.RenderOptions;
import io.darkroom.engine.plan.Area;
import io.darkroom.engine.plan.OverlaySize;
import io.darkroom.engine.plan.RoundMask;

/** Steps that lay something over the image or cut its shape. */
final class OverlaySteps {
  private OverlaySteps() {}

  static Pixels round(Pixels image, Round round) {
    RoundMask mask = RoundMask.of(round, image.width(), image.height());
    Pixels result = Pixels.empty(image.width(), image.height(), true);
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        int argb = image.at(x, y);
        int alpha = ((argb >>> 24) * mask.at(x, y) + 127) / 255;
        result.argb()[y * image.width() + x] = (argb & 0xffffff) | (alpha << 24);
      }
    }
    return result;
  }

  static Pixels watermark(Pixels image, Pixels mark, Watermark step, RenderOptions options) {
    OverlaySize size =
        OverlaySize.of(step, mark.width(), mark.height(), image.width(), image.height());
    Pixels scaled =
        ColourSteps.opacity(
            Resampler.scale(mark, size.width(), size.height(), Kernel.LANCZOS3, options),
            step.opacity());
    Pixels result = new Pixels(image.width(), image.height(), image.argb().clone(), image.alpha());
    if (step.tile()) {
      for (int y = Math.floorMod(step.y(), scaled.height()) - scaled.height();
          y < image.height();
          y += scaled.height()) {
        options.check();
        for (int x = Math.floorMod(step.x(), scaled.width()) - scaled.width();
            x < image.width();
            x += scaled.width()) {
          draw(scaled, x, y, result);
        }
      }
      return result;
    }
    Area place =
        Area.placed(
            scaled.width(),
            scaled.height(),
            image.width(),
            image.height(),
            step.gravity(),
            step.x(),
            step.y());
    draw(scaled, place.x(), place.y(), result);
    return result;
  }

  static Pixels text(Pixels image, Text step, Lettering lettering) {
    Pixels letters = lettering.draw(step);
    Pixels result = new Pixels(image.width(), image.height(), image.argb().clone(), image.alpha());
    Area place =
        Area.placed(
            letters.width(),
            letters.height(),
            image.width(),
            image.height(),
            step.gravity(),
            step.x(),
            step.y());
    draw(letters, place.x(), place.y(), result);
    return result;
  }

  private static void draw(Pixels mark, int left, int top, Pixels onto) {
    int fromX = Math.max(0, -left);
    int toX = Math.min(mark.width(), onto.width() - left);
    int toY = Math.min(mark.height(), onto.height() - top);
    for (int y = Math.max(0, -top); y < toY; y++) {
      for (int x = fromX; x < toX; x++) {
        int at = (top + y) * onto.width() + left + x;
        onto.argb()[at] = Blend.over(mark.at(x, y), onto.argb()[at]);
      }
    }
  }
}
