package io.darkroom.engine.portable;

import io.darkroom.codecs.recipe.Colour;
import io.darkroom.codecs.recipe.Crop;
import io.darkroom.codecs.recipe.EdgeMode;
import io.darkroom.codecs.recipe.Extend;
import io.darkroom.codecs.recipe.Resize;
import io.darkroom.codecs.recipe.Trim;
import io.darkroom.engine.RenderOptions;
import io.darkroom.engine.plan.Area;
import io.darkroom.engine.plan.ResizeGeometry;
import java.util.Arrays;

/** Steps that change the size. */
final class GeometrySteps {
  private GeometrySteps() {}

  static Pixels resize(Pixels image, Resize resize, RenderOptions options) {
    ResizeGeometry to = ResizeGeometry.of(image.width(), image.height(), resize);
    Pixels result =
        Resampler.scale(image, to.scaledWidth(), to.scaledHeight(), resize.kernel(), options);
    if (to.crops()) {
      Area kept =
          resize.smart() ? SmartCrop.find(result, to.width(), to.height()) : Area.kept(resize, to);
      result = result.cut(kept.x(), kept.y(), kept.width(), kept.height());
    }
    if (to.pads()) {
      Area place =
          Area.placed(
              to.width(), to.height(), to.canvasWidth(), to.canvasHeight(), resize.gravity(), 0, 0);
      result =
          lay(
              result,
              place.x(),
              place.y(),
              to.canvasWidth(),
              to.canvasHeight(),
              resize.background());
    }
    return result;
  }

  static Pixels crop(Pixels image, Crop crop) {
    Area area = Area.of(crop, image.width(), image.height());
    return image.cut(area.x(), area.y(), area.width(), area.height());
  }

  static Pixels extend(Pixels image, Extend extend) {
    int width = image.width() + extend.leftSide() + extend.rightSide();
    int height = image.height() + extend.top() + extend.bottomSide();
    if (extend.mode() == EdgeMode.BACKGROUND) {
      return lay(image, extend.leftSide(), extend.top(), width, height, extend.background());
    }
    Pixels result = Pixels.empty(width, height, image.alpha());
    for (int y = 0; y < height; y++) {
      int sourceY = edge(y - extend.top(), image.height(), extend.mode());
      for (int x = 0; x < width; x++) {
        int sourceX = edge(x - extend.leftSide(), image.width(), extend.mode());
        result.argb()[y * width + x] = image.at(sourceX, sourceY);
      }
    }
    return result;
  }

  /** The image cut to what differs from the border; unchanged when nothing does. */
  static Pixels trim(Pixels image, Trim trim) {
    int border = trim.background().map(GeometrySteps::argb).orElse(image.at(0, 0));
    int left = image.width();
    int right = -1;
    int top = image.height();
    int bottom = -1;
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        if (differs(image.at(x, y), border, trim.threshold())) {
          left = Math.min(left, x);
          right = Math.max(right, x);
          top = Math.min(top, y);
          bottom = y;
        }
      }
    }
    return right < 0 ? image : image.cut(left, top, right - left + 1, bottom - top + 1);
  }

  /** The image on a larger canvas of one colour. */
  static Pixels lay(Pixels image, int x, int y, int width, int height, Colour background) {
    Pixels canvas = Pixels.empty(width, height, image.alpha() || !background.opaque());
    Arrays.fill(canvas.argb(), argb(background));
    for (int row = 0; row < image.height(); row++) {
      System.arraycopy(
          image.argb(), row * image.width(), canvas.argb(), (y + row) * width + x, image.width());
    }
    return canvas;
  }

  static int argb(Colour colour) {
    return colour.alpha() << 24 | colour.red() << 16 | colour.green() << 8 | colour.blue();
  }

  private static boolean differs(int a, int b, double threshold) {
    int opacity = Math.abs((a >>> 24) - (b >>> 24));
    int most = opacity;
    if ((a >>> 24) != 0 || (b >>> 24) != 0) {
      for (int shift = 0; shift <= 16; shift += 8) {
        most = Math.max(most, Math.abs((a >> shift & 0xff) - (b >> shift & 0xff)));
      }
    }
    return most > threshold;
  }

  private static int edge(int at, int size, EdgeMode mode) {
    return switch (mode) {
      case COPY, BACKGROUND -> Math.clamp(at, 0, size - 1);
      case REPEAT -> Math.floorMod(at, size);
      case MIRROR -> {
        int folded = Math.floorMod(at, 2 * size);
        yield folded < size ? folded : 2 * size - 1 - folded;
      }
    };
  }
}
