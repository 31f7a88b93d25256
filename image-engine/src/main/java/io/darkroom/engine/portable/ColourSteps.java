package io.darkroom.engine.portable;

import io.darkroom.codecs.recipe.Colour;
import io.darkroom.codecs.recipe.Normalize;
import io.darkroom.engine.plan.ColourMatrix;
import io.darkroom.engine.plan.ToneCurve;

/** Steps that map every pixel by itself. */
final class ColourSteps {
  private ColourSteps() {}

  static Pixels matrix(Pixels image, ColourMatrix matrix) {
    double[][] m = matrix.rows();
    return image.map(
        argb -> {
          int r = argb >> 16 & 0xff;
          int g = argb >> 8 & 0xff;
          int b = argb & 0xff;
          return Tone.argb(
              argb >>> 24,
              m[0][0] * r + m[0][1] * g + m[0][2] * b,
              m[1][0] * r + m[1][1] * g + m[1][2] * b,
              m[2][0] * r + m[2][1] * g + m[2][2] * b);
        });
  }

  static Pixels curve(Pixels image, int[] curve) {
    return image.map(
        argb ->
            (argb & 0xff000000)
                | curve[argb >> 16 & 0xff] << 16
                | curve[argb >> 8 & 0xff] << 8
                | curve[argb & 0xff]);
  }

  /** Brightness looked up in one table for each component. */
  static Pixels toned(Pixels image, int[][] tables) {
    return image.map(
        argb -> {
          int luma = Tone.clamp(Tone.luma(argb));
          return (argb & 0xff000000)
              | tables[0][luma] << 16
              | tables[1][luma] << 8
              | tables[2][luma];
        });
  }

  static Pixels normalize(Pixels image, Normalize normalize) {
    long[] counts = new long[256];
    for (int argb : image.argb()) {
      counts[Tone.clamp(Tone.luma(argb))]++;
    }
    return curve(image, ToneCurve.normalize(counts, normalize));
  }

  static Pixels opacity(Pixels image, double amount) {
    return image
        .map(argb -> (argb & 0xffffff) | (Tone.clamp((argb >>> 24) * amount) << 24))
        .withAlpha(true);
  }

  /** Over a colour; transparent stays only what the colour itself leaves transparent. */
  static Pixels over(Pixels image, Colour colour) {
    int behind = GeometrySteps.argb(colour);
    return image.alpha()
        ? image.map(argb -> Blend.over(argb, behind)).withAlpha(!colour.opaque())
        : image;
  }
}
