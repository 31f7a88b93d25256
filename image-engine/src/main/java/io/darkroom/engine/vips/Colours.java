package io.darkroom.engine.vips;

import io.darkroom.engine.plan.Profile;
import java.util.List;
import java.util.function.UnaryOperator;

/** Colour spaces, bands and transparency. */
final class Colours {
  /** Pixels of inks up to which a table of ours is faster than a transform made for them. */
  private static final long MOST_INKED = 500_000;

  private Colours() {}

  /**
   * Eight bits of sRGB or grey, with or without alpha: what all steps work on.
   *
   * @param keepProfile whether the pixels stay in their profile's space
   */
  static VipsImage working(VipsImage image, boolean keepProfile) {
    VipsImage result = image;
    boolean profile = image.has(VipsImage.PROFILE);
    boolean cmyk = image.interpretation() == VipsImage.CMYK;
    if (cmyk || (profile && !keepProfile && !Profile.isSrgb(image.fieldBytes(VipsImage.PROFILE)))) {
      result = profiled(image, cmyk, keepProfile);
    }
    if (result.interpretation() != VipsImage.SRGB && result.interpretation() != VipsImage.GREY) {
      boolean grey = result.bands() < 3;
      result = result.operation("colourspace").set("space", grey ? "b-w" : "srgb").run();
    }
    if (result.bands() > 4) {
      result = result.operation("extract_band").set("band", 0).set("n", 3).run();
    }
    return result.format() == VipsImage.UCHAR ? result : eightBit(result);
  }

  /** Three colour bands. */
  static VipsImage rgb(VipsImage image) {
    return image.bands() < 3 ? image.operation("colourspace").set("space", "srgb").run() : image;
  }

  static VipsImage withAlpha(VipsImage image) {
    return image.hasAlpha() ? image : image.operation("bandjoin_const").set("c", 255.0).run();
  }

  /** Only the colour bands. */
  static VipsImage opaque(VipsImage image) {
    return image.hasAlpha()
        ? image.operation("extract_band").set("band", 0).set("n", image.bands() - 1).run()
        : image;
  }

  static VipsImage alpha(VipsImage image) {
    return image.operation("extract_band").set("band", image.bands() - 1).run();
  }

  /** Changes the colour bands and leaves the transparency. */
  static VipsImage onColour(VipsImage image, UnaryOperator<VipsImage> change) {
    if (!image.hasAlpha()) {
      return change.apply(image);
    }
    return join(image.scope(), List.of(change.apply(opaque(image)), alpha(image)));
  }

  /** Filters on premultiplied values, so that what is invisible does not bleed. */
  static VipsImage premultiplied(VipsImage image, UnaryOperator<VipsImage> filter) {
    return premultiplied(image, filter, Colours::rounded);
  }

  /**
   * The same, cutting fractions, in two thirds of the time; what is translucent becomes up to two
   * levels darker.
   */
  static VipsImage premultipliedFast(VipsImage image, UnaryOperator<VipsImage> filter) {
    return premultipliedFast(image, false, filter);
  }

  /**
   * The same.
   *
   * @param already whether the values of the image are premultiplied
   */
  static VipsImage premultipliedFast(
      VipsImage image, boolean already, UnaryOperator<VipsImage> filter) {
    return already && image.hasAlpha()
        ? eightBit(filter.apply(image).operation("unpremultiply").run())
        : premultiplied(image, filter, Colours::eightBit);
  }

  private static VipsImage premultiplied(
      VipsImage image, UnaryOperator<VipsImage> filter, UnaryOperator<VipsImage> toEightBit) {
    if (!image.hasAlpha()) {
      return filter.apply(image);
    }
    VipsImage premultiplied = toEightBit.apply(image.operation("premultiply").run());
    return toEightBit.apply(filter.apply(premultiplied).operation("unpremultiply").run());
  }

  static VipsImage join(Scope scope, List<VipsImage> images) {
    return scope.operation("bandjoin").images("in", images).run();
  }

  /** Rounds to 8 bits; a cast alone would cut. */
  static VipsImage rounded(VipsImage image) {
    return image.operation("linear").set("a", 1.0).set("b", 0.5).set("uchar", true).run();
  }

  /** Cuts to 8 bits. */
  static VipsImage eightBit(VipsImage image) {
    return image.operation("cast").set("format", "uchar").run();
  }

  private static VipsImage profiled(VipsImage image, boolean cmyk, boolean keepProfile) {
    try {
      return cmyk && !keepProfile && isSmall(image)
          ? inked(image)
          : transform(image, cmyk).set("depth", 8).run();
    } catch (VipsException unusable) {
      return image; // a broken profile is as good as none
    }
  }

  private static boolean isSmall(VipsImage image) {
    return image.bands() == 4
        && image.format() == VipsImage.UCHAR
        && (long) image.width() * image.height() <= MOST_INKED;
  }

  /** From inks to colours by a table, in less time than libvips takes to make one. */
  private static VipsImage inked(VipsImage image) {
    Scope scope = image.scope();
    InkTable table = scope.inks().of(scope, image.fieldBytes(VipsImage.PROFILE));
    VipsImage inks = image.inMemory();
    byte[] colours = table.colours(inks.samples());
    VipsImage header = inks.operation("extract_band").set("band", 0).set("n", 3).run().standard();
    header.removeField(VipsImage.PROFILE);
    VipsImage memory = scope.image(colours, image.width(), image.height(), 3);
    return RowsOnDemand.like(header, memory, _ -> {});
  }

  /** To sRGB, in as many bits as are set then. */
  static Operation transform(VipsImage image, boolean cmyk) {
    Operation transform =
        image
            .operation("icc_transform")
            .set("output-profile", "srgb")
            .set("embedded", true)
            .set("intent", "perceptual");
    return cmyk ? transform.set("input-profile", "cmyk") : transform;
  }
}
