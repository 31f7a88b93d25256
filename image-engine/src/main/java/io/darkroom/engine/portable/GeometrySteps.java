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
import io.darkroom.engine.plan.Thumbnail;
import io.darkroom.engine.plan.TrimScan;
import java.nio.IntBuffer;
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
      Area canvas = Area.around(resize, to);
      result = lay(result, canvas, resize.background());
    }
    return result;
  }

  static Pixels crop(Pixels image, Crop crop) {
    Area area = Area.of(crop, image.width(), image.height());
    return image.cut(area.x(), area.y(), area.width(), area.height());
  }

  static Pixels extend(Pixels image, Extend extend) {
    Area canvas = Area.around(extend, image.width(), image.height());
    if (extend.mode() == EdgeMode.BACKGROUND) {
      return lay(image, canvas, extend.background());
    }
    int width = canvas.width();
    int height = canvas.height();
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
    Thumbnail view = new Thumbnail(image.width(), image.height(), IntBuffer.wrap(image.argb()));
    Area area = TrimScan.find(view, trim);
    return image.cut(area.x(), area.y(), area.width(), area.height());
  }

  /** The image on a larger canvas of one colour. */
  static Pixels lay(Pixels image, Area around, Colour background) {
    int width = around.width();
    Pixels canvas = Pixels.empty(width, around.height(), image.alpha() || !background.opaque());
    Arrays.fill(canvas.argb(), argb(background));
    int start = -around.y() * width - around.x();
    for (int row = 0; row < image.height(); row++) {
      System.arraycopy(
          image.argb(), row * image.width(), canvas.argb(), start + row * width, image.width());
    }
    return canvas;
  }

  static int argb(Colour colour) {
    return colour.alpha() << 24 | colour.red() << 16 | colour.green() << 8 | colour.blue();
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
