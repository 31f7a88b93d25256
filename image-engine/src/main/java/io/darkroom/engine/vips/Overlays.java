package io.darkroom.engine.vips;

import io.darkroom.codecs.recipe.Colour;
import io.darkroom.codecs.recipe.Kernel;
import io.darkroom.codecs.recipe.Round;
import io.darkroom.codecs.recipe.Text;
import io.darkroom.codecs.recipe.Watermark;
import io.darkroom.engine.plan.Area;
import io.darkroom.engine.plan.OverlaySize;
import io.darkroom.engine.plan.RoundMask;
import java.util.Arrays;
import java.util.List;

/** Steps that lay something over the image or cut its shape. */
final class Overlays {
  private Overlays() {}

  static VipsImage round(VipsImage image, Round round) {
    RoundMask shape = RoundMask.of(round, image.width(), image.height());
    VipsImage mask = image.scope().image(shape.bytes(), shape.width(), shape.height(), 1);
    VipsImage rgb = Colours.rgb(image);
    if (!rgb.hasAlpha()) {
      return Colours.join(image.scope(), List.of(rgb, mask));
    }
    VipsImage product =
        image
            .scope()
            .operation("multiply")
            .image("left", Colours.alpha(rgb))
            .image("right", mask)
            .run();
    VipsImage alpha =
        product.operation("linear").set("a", 1 / 255.0).set("b", 0.5).set("uchar", true).run();
    return Colours.join(image.scope(), List.of(Colours.opaque(rgb), alpha));
  }

  static VipsImage watermark(VipsImage image, VipsImage mark, Watermark step) {
    OverlaySize size =
        OverlaySize.of(step, mark.width(), mark.height(), image.width(), image.height());
    VipsImage scaled =
        Tones.opacity(
                Colours.withAlpha(
                    Colours.rgb(
                        Geometry.scale(mark, size.width(), size.height(), Kernel.LANCZOS3))),
                step.opacity())
            .inMemory();
    if (step.tile()) {
      return compose(Colours.rgb(image), tiled(scaled, image, step), 0, 0);
    }
    Area place =
        Area.placed(
            size.width(),
            size.height(),
            image.width(),
            image.height(),
            step.gravity(),
            step.x(),
            step.y());
    return patched(image, scaled, place);
  }

  static VipsImage text(VipsImage image, Text step, Fonts fonts) {
    Operation operation =
        image
            .scope()
            .operation("text")
            .set("text", escaped(step.text()))
            .set("font", Fonts.family(step.font()) + " " + step.size())
            .set("fontfile", fonts.file(step.font()).toString())
            .set("dpi", 72);
    step.wrap().ifPresent(width -> operation.set("width", width).set("wrap", "word-char"));
    VipsImage mask = operation.run().inMemory();
    Colour colour = step.colour();
    VipsImage alpha =
        mask.operation("linear")
            .set("a", colour.alpha() / 255.0)
            .set("b", 0.5)
            .set("uchar", true)
            .run();
    VipsImage letters =
        Colours.join(
            image.scope(),
            List.of(
                solid(mask, new Colour(colour.red(), colour.green(), colour.blue(), 255)), alpha));
    Area place =
        Area.placed(
            mask.width(),
            mask.height(),
            image.width(),
            image.height(),
            step.gravity(),
            step.x(),
            step.y());
    return patched(image, letters.inMemory(), place);
  }

  /** One image over another, at a place; the result is as large as the lower one. */
  static VipsImage compose(VipsImage base, VipsImage over, int x, int y) {
    VipsImage composed =
        base.scope()
            .operation("composite2")
            .image("base", base)
            .image("overlay", over)
            .set("mode", "over")
            .set("x", x)
            .set("y", y)
            .run();
    VipsImage eight = Colours.eightBit(composed);
    return base.hasAlpha() ? eight : Colours.opaque(eight);
  }

  /** A colour as large as an image: three bands when it is opaque, else four. */
  static VipsImage solid(VipsImage like, Colour colour) {
    int bands = colour.opaque() ? 3 : 4;
    byte[] sample = {
      (byte) colour.red(), (byte) colour.green(), (byte) colour.blue(), (byte) colour.alpha()
    };
    return like.scope()
        .image(Arrays.copyOf(sample, bands), 1, 1, bands)
        .operation("embed")
        .set("x", 0)
        .set("y", 0)
        .set("width", like.width())
        .set("height", like.height())
        .set("extend", "copy")
        .run()
        .operation("copy")
        .set("interpretation", "srgb")
        .run();
  }

  /** Composes only where the overlay lies, which is much cheaper than the whole image. */
  private static VipsImage patched(VipsImage image, VipsImage over, Area place) {
    int left = Math.max(0, place.x());
    int top = Math.max(0, place.y());
    int right = Math.min(image.width(), place.x() + place.width());
    int bottom = Math.min(image.height(), place.y() + place.height());
    if (right <= left || bottom <= top) {
      return image;
    }
    VipsImage base = Colours.rgb(image);
    Area under = new Area(left, top, right - left, bottom - top);
    VipsImage patch = compose(Geometry.cut(base, under), over, place.x() - left, place.y() - top);
    return image
        .scope()
        .operation("insert")
        .image("main", base)
        .image("sub", patch)
        .set("x", left)
        .set("y", top)
        .run();
  }

  private static VipsImage tiled(VipsImage mark, VipsImage image, Watermark step) {
    VipsImage repeated =
        mark.operation("replicate")
            .set("across", image.width() / mark.width() + 2)
            .set("down", image.height() / mark.height() + 2)
            .run();
    int shiftX = mark.width() - Math.floorMod(step.x(), mark.width());
    int shiftY = mark.height() - Math.floorMod(step.y(), mark.height());
    return Geometry.cut(
        repeated,
        new Area(shiftX % mark.width(), shiftY % mark.height(), image.width(), image.height()));
  }

  /** libvips reads its text as Pango markup. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
