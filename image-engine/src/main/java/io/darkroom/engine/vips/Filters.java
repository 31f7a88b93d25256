package io.darkroom.engine.vips;

import io.darkroom.codecs.recipe.Sharpen;
import io.darkroom.engine.plan.Area;
import io.darkroom.engine.plan.GaussianWeights;

/** Steps that look at neighbours. */
final class Filters {
  private Filters() {}

  static VipsImage blur(VipsImage image, double sigma) {
    return Colours.premultiplied(image, straight -> gaussian(straight, sigma));
  }

  static VipsImage sharpen(VipsImage image, Sharpen sharpen) {
    VipsImage still = image.randomAccess();
    return Colours.onColour(
        still,
        colour -> {
          VipsImage more =
              colour.operation("linear").set("a", 1 + sharpen.amount()).set("b", 0.5).run();
          VipsImage less =
              gaussian(colour, sharpen.sigma())
                  .operation("linear")
                  .set("a", sharpen.amount())
                  .set("b", 0.0)
                  .run();
          VipsImage difference =
              image.scope().operation("subtract").image("left", more).image("right", less).run();
          return Colours.eightBit(difference)
              .operation("copy")
              .set("interpretation", colour.bands() < 3 ? "b-w" : "srgb")
              .run();
        });
  }

  static VipsImage median(VipsImage image, int size) {
    return image
        .operation("rank")
        .set("width", size)
        .set("height", size)
        .set("index", size * size / 2)
        .run();
  }

  static VipsImage pixelate(VipsImage image, int size) {
    return Colours.premultiplied(image, straight -> blocks(straight, size));
  }

  private static VipsImage blocks(VipsImage image, int size) {
    int across = (image.width() + size - 1) / size;
    int down = (image.height() + size - 1) / size;
    VipsImage small =
        image
            .operation("embed")
            .set("x", 0)
            .set("y", 0)
            .set("width", across * size)
            .set("height", down * size)
            .set("extend", "copy")
            .run()
            .operation("shrink")
            .set("hshrink", size)
            .set("vshrink", size)
            .run();
    VipsImage zoomed =
        image
            .scope()
            .operation("zoom")
            .image("input", small)
            .set("xfac", size)
            .set("yfac", size)
            .run();
    return Geometry.cut(zoomed, new Area(0, 0, image.width(), image.height()));
  }

  /**
   * Not by libvips' own blur: its weights do not add up once they are rounded for fixed point,
   * which made pictures up to three levels darker or brighter.
   */
  private static VipsImage gaussian(VipsImage image, double sigma) {
    return image
        .operation("convsep")
        .image("mask", image.scope().weights(GaussianWeights.of(sigma)))
        .set("precision", "integer")
        .run();
  }
}
