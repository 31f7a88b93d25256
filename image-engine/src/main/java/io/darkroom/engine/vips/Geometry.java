package io.darkroom.engine.vips;

import io.darkroom.codecs.recipe.Colour;
import io.darkroom.codecs.recipe.Crop;
import io.darkroom.codecs.recipe.EdgeMode;
import io.darkroom.codecs.recipe.Extend;
import io.darkroom.codecs.recipe.Kernel;
import io.darkroom.codecs.recipe.Resize;
import io.darkroom.codecs.recipe.Rotate;
import io.darkroom.codecs.recipe.Trim;
import io.darkroom.engine.plan.Area;
import io.darkroom.engine.plan.ResizeGeometry;
import io.darkroom.engine.plan.Thumbnail;
import io.darkroom.engine.plan.TrimScan;
import io.darkroom.engine.plan.Turn;

/** Steps that change the size or the direction. */
final class Geometry {
  private Geometry() {}

  static VipsImage resize(VipsImage image, Resize resize) {
    return resize(image, resize, ResizeGeometry.of(image.width(), image.height(), resize));
  }

  /** A resize worked out for the full-size image, on one that may be decoded smaller. */
  static VipsImage resize(VipsImage image, Resize resize, ResizeGeometry to) {
    return window(scale(image, to.scaledWidth(), to.scaledHeight(), resize.kernel()), resize, to);
  }

  /** The scaled image cut and padded as a resize wants it. */
  static VipsImage window(VipsImage scaled, Resize resize, ResizeGeometry to) {
    VipsImage result = scaled;
    if (to.crops() && resize.smart()) {
      result =
          scaled
              .scope()
              .operation("smartcrop")
              .image("input", scaled.randomAccess())
              .set("width", to.width())
              .set("height", to.height())
              .set("interesting", "attention")
              .run();
    } else if (to.crops()) {
      result = cut(result, Area.kept(resize, to));
    }
    if (to.pads()) {
      result = lay(result, Area.around(resize, to), resize.background());
    }
    return result;
  }

  /** Scaled to exactly this size. */
  static VipsImage scale(VipsImage image, int width, int height, Kernel kernel) {
    return image.width() == width && image.height() == height
        ? image
        : Colours.premultipliedFast(image, straight -> exact(straight, width, height, kernel));
  }

  /** Scaled to exactly this size, whatever the bands mean. */
  static VipsImage exact(VipsImage image, int width, int height, Kernel kernel) {
    if (image.width() == width && image.height() == height) {
      return image;
    }
    boolean onlyFewerRows = image.width() == width && image.height() > height;
    VipsImage scaled =
        onlyFewerRows && kernel != Kernel.NEAREST
            ? fewerRows(image, height, kernel)
            : image
                .operation("resize")
                .set("scale", (double) width / image.width())
                .set("vscale", (double) height / image.height())
                .set("kernel", kernel.wire())
                .run();
    return fitted(scaled, width, height);
  }

  /** What a resize would do, without what it builds around that: animations want many of these. */
  private static VipsImage fewerRows(VipsImage image, int height, Kernel kernel) {
    return image
        .operation("reducev")
        .set("vshrink", (double) image.height() / height)
        .set("kernel", kernel.wire())
        .set("gap", 2)
        .run();
  }

  static VipsImage crop(VipsImage image, Crop crop) {
    return cut(image, Area.of(crop, image.width(), image.height()));
  }

  static VipsImage cut(VipsImage image, Area area) {
    return image
        .scope()
        .operation("extract_area")
        .image("input", image)
        .set("left", area.x())
        .set("top", area.y())
        .set("width", area.width())
        .set("height", area.height())
        .run();
  }

  static VipsImage extend(VipsImage image, Extend extend) {
    Area canvas = Area.around(extend, image.width(), image.height());
    if (extend.mode() == EdgeMode.BACKGROUND) {
      return lay(image, canvas, extend.background());
    }
    return onto(image.randomAccess(), canvas).set("extend", extend.mode().wire()).run();
  }

  /** The image on a larger canvas of one colour. */
  static VipsImage lay(VipsImage image, Area canvas, Colour background) {
    VipsImage base = background.opaque() ? image : Colours.withAlpha(Colours.rgb(image));
    boolean grey =
        background.red() == background.green() && background.green() == background.blue();
    if (base.bands() < 3 && !grey) {
      base = Colours.rgb(base);
    }
    return onto(base, canvas)
        .set("extend", "background")
        .set("background", samples(background, base))
        .run();
  }

  static VipsImage trim(VipsImage image, Trim trim) {
    VipsImage whole = image.inMemory();
    Thumbnail pixels = PixelBridge.pixels(whole);
    return cut(whole, TrimScan.find(pixels, trim));
  }

  static VipsImage flip(VipsImage image) {
    return image.randomAccess().operation("flip").set("direction", "vertical").run();
  }

  static VipsImage flop(VipsImage image) {
    return image.operation("flip").set("direction", "horizontal").run();
  }

  /** Turned and mirrored as an EXIF orientation says. */
  static VipsImage orient(VipsImage image, int orientation) {
    return switch (orientation) {
      case 2 -> flop(image);
      case 3 -> quarter(image, 180);
      case 4 -> flip(image);
      case 5 -> flop(quarter(image, 90));
      case 6 -> quarter(image, 90);
      case 7 -> flop(quarter(image, 270));
      case 8 -> quarter(image, 270);
      default -> image;
    };
  }

  static VipsImage rotate(VipsImage image, Rotate rotate) {
    double angle = Turn.normal(rotate.angle());
    if (Turn.right(angle)) {
      return angle == 0 ? image : quarter(image, (int) angle);
    }
    Colour background = rotate.background();
    VipsImage base = Colours.rgb(background.opaque() ? image : Colours.withAlpha(image));
    VipsImage still = base.randomAccess();
    int width = Turn.boxWidth(image.width(), image.height(), angle);
    int height = Turn.boxHeight(image.width(), image.height(), angle);
    double cos = Math.cos(Math.toRadians(angle));
    double sin = Math.sin(Math.toRadians(angle));
    double centreX = (image.width() - 1) / 2.0;
    double centreY = (image.height() - 1) / 2.0;
    return still
        .operation("affine")
        .set("matrix", cos, -sin, sin, cos)
        .set("oarea", 0.0, 0, width, height)
        .set("odx", (width - 1) / 2.0 - (cos * centreX - sin * centreY))
        .set("ody", (height - 1) / 2.0 - (sin * centreX + cos * centreY))
        .set("extend", "background")
        .set("background", samples(background, still))
        .run();
  }

  /** A colour in the bands of an image. */
  static double[] samples(Colour colour, VipsImage image) {
    double[] all = {colour.red(), colour.green(), colour.blue(), colour.alpha()};
    return switch (image.bands()) {
      case 1 -> new double[] {all[0]};
      case 2 -> new double[] {all[0], all[3]};
      case 3 -> new double[] {all[0], all[1], all[2]};
      default -> all;
    };
  }

  private static VipsImage quarter(VipsImage image, int degrees) {
    return image.randomAccess().operation("rot").set("angle", "d" + degrees).run();
  }

  /** Rounding inside of libvips may be off by a pixel; the last line is then cut or repeated. */
  private static VipsImage fitted(VipsImage image, int width, int height) {
    return image.width() == width && image.height() == height
        ? image
        : onto(image, new Area(0, 0, width, height)).set("extend", "copy").run();
  }

  /** An image on a canvas, which is placed as the image sees it. */
  private static Operation onto(VipsImage image, Area canvas) {
    return image
        .operation("embed")
        .set("x", -canvas.x())
        .set("y", -canvas.y())
        .set("width", canvas.width())
        .set("height", canvas.height());
  }
}
