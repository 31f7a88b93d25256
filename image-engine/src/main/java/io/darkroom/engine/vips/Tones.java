package io.darkroom.engine.vips;

import io.darkroom.codecs.recipe.Colour;
import io.darkroom.codecs.recipe.Normalize;
import io.darkroom.engine.plan.ColourMatrix;
import io.darkroom.engine.plan.ToneCurve;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.List;

/** Steps that map every pixel by itself. */
final class Tones {
  private Tones() {}

  /** One grey band, with the alpha that was there. */
  static VipsImage grey(VipsImage image) {
    return image.bands() < 3 ? image : Colours.onColour(image, Tones::luma);
  }

  static VipsImage matrix(VipsImage image, ColourMatrix matrix) {
    double[][] m = matrix.rows();
    return Colours.onColour(
        Colours.rgb(image),
        colour ->
            Colours.rounded(
                colour
                    .operation("recomb")
                    .image(
                        "m",
                        image
                            .scope()
                            .matrix(
                                3, 3, m[0][0], m[0][1], m[0][2], m[1][0], m[1][1], m[1][2], m[2][0],
                                m[2][1], m[2][2]))
                    .run()));
  }

  /** Every colour component looked up in one table. */
  static VipsImage curve(VipsImage image, int[] table) {
    return Colours.onColour(image, colour -> lookup(colour, table));
  }

  /** Brightness looked up in one table for each component. */
  static VipsImage toned(VipsImage image, int[][] tables) {
    return Colours.onColour(
        image,
        colour ->
            lookup(colour.bands() < 3 ? colour : luma(colour), tables)
                .operation("copy")
                .set("interpretation", "srgb")
                .run());
  }

  static VipsImage normalize(VipsImage image, Normalize normalize) {
    VipsImage still = image.randomAccess();
    VipsImage grey = grey(Colours.opaque(still));
    return curve(still, ToneCurve.normalize(histogram(grey), normalize));
  }

  /** How often each value of 8 bits stands in the one band of an image. */
  static long[] histogram(VipsImage band) {
    byte[] counts =
        band.operation("hist_find").run().operation("cast").set("format", "uint").run().samples();
    IntBuffer found = ByteBuffer.wrap(counts).order(ByteOrder.nativeOrder()).asIntBuffer();
    long[] histogram = new long[256];
    for (int i = 0; i < Math.min(256, found.remaining()); i++) {
      histogram[i] = Integer.toUnsignedLong(found.get(i));
    }
    return histogram;
  }

  static VipsImage opacity(VipsImage image, double amount) {
    if (!image.hasAlpha()) {
      return Colours.rgb(image)
          .operation("bandjoin_const")
          .set("c", (double) Math.round(255 * amount))
          .run();
    }
    VipsImage fainter = lookup(Colours.alpha(image), ToneCurve.linear(amount, 0));
    return Colours.join(image.scope(), List.of(Colours.opaque(image), fainter));
  }

  /** Over a colour; transparent stays only what the colour itself leaves transparent. */
  static VipsImage over(VipsImage image, Colour colour) {
    if (!image.hasAlpha()) {
      return image;
    }
    VipsImage rgb = Colours.rgb(image);
    if (colour.opaque()) {
      return rgb.operation("flatten")
          .set("background", (double) colour.red(), colour.green(), colour.blue())
          .run();
    }
    return Overlays.compose(Overlays.solid(rgb, colour), rgb, 0, 0);
  }

  private static VipsImage luma(VipsImage colour) {
    double[] weights = ColourMatrix.grey().rows()[0];
    return Colours.rounded(
            colour.operation("recomb").image("m", colour.scope().matrix(3, 1, weights)).run())
        .operation("copy")
        .set("interpretation", "b-w")
        .run();
  }

  private static VipsImage lookup(VipsImage image, int[]... tables) {
    byte[] samples = new byte[256 * tables.length];
    for (int i = 0; i < 256; i++) {
      for (int c = 0; c < tables.length; c++) {
        samples[i * tables.length + c] = (byte) tables[c][i];
      }
    }
    VipsImage table = image.scope().image(samples, 256, 1, tables.length);
    return image.operation("maplut").image("lut", table).run();
  }
}
