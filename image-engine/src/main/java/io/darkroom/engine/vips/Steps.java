package io.darkroom.engine.vips;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.recipe.Autoorient;
import io.darkroom.codecs.recipe.Background;
import io.darkroom.codecs.recipe.Blur;
import io.darkroom.codecs.recipe.Brightness;
import io.darkroom.codecs.recipe.Contrast;
import io.darkroom.codecs.recipe.Crop;
import io.darkroom.codecs.recipe.Duotone;
import io.darkroom.codecs.recipe.Extend;
import io.darkroom.codecs.recipe.Flip;
import io.darkroom.codecs.recipe.Flop;
import io.darkroom.codecs.recipe.Frame;
import io.darkroom.codecs.recipe.Gamma;
import io.darkroom.codecs.recipe.Grayscale;
import io.darkroom.codecs.recipe.Hue;
import io.darkroom.codecs.recipe.Loop;
import io.darkroom.codecs.recipe.Median;
import io.darkroom.codecs.recipe.Negate;
import io.darkroom.codecs.recipe.Normalize;
import io.darkroom.codecs.recipe.Opacity;
import io.darkroom.codecs.recipe.Pixelate;
import io.darkroom.codecs.recipe.Resize;
import io.darkroom.codecs.recipe.Rotate;
import io.darkroom.codecs.recipe.Round;
import io.darkroom.codecs.recipe.Saturation;
import io.darkroom.codecs.recipe.Sepia;
import io.darkroom.codecs.recipe.Sharpen;
import io.darkroom.codecs.recipe.Speed;
import io.darkroom.codecs.recipe.Step;
import io.darkroom.codecs.recipe.Text;
import io.darkroom.codecs.recipe.Tint;
import io.darkroom.codecs.recipe.Trim;
import io.darkroom.codecs.recipe.Watermark;
import io.darkroom.engine.RenderOptions;
import io.darkroom.engine.plan.ColourMatrix;
import io.darkroom.engine.plan.ToneCurve;
import java.util.Map;

/**
 * Builds the pipeline step by step; pixels are made when it is saved.
 *
 * @param marks the images of watermarks by id
 */
record Steps(RenderOptions options, Fonts fonts, Map<String, VipsImage> marks) {

  Picture apply(Picture picture, Step step) {
    options.check();
    return switch (step) {
      case Frame frame -> picture; // chosen when loading
      case Speed speed -> picture.faster(speed.factor());
      case Loop loop -> picture.looping(loop.count());
      case Trim trim when picture.animated() ->
          throw Failure.of(FailureCode.UNSUPPORTED_OPERATION, "an animation cannot be trimmed")
              .asException();
      default ->
          rowwise(step)
              ? picture.mapRows(frame -> apply(frame, step))
              : picture.map(frame -> apply(frame, step));
    };
  }

  /** Whether no pixel of the result depends on those above and below it. */
  static boolean rowwise(Step step) {
    return switch (step) {
      case Autoorient autoorient -> true;
      case Speed speed -> true;
      case Loop loop -> true;
      case Flop flop -> true;
      case Grayscale grayscale -> true;
      case Tint tint -> true;
      case Negate negate -> true;
      case Sepia sepia -> true;
      case Duotone duotone -> true;
      case Brightness brightness -> true;
      case Contrast contrast -> true;
      case Saturation saturation -> true;
      case Hue hue -> true;
      case Gamma gamma -> true;
      case Opacity opacity -> true;
      case Background background -> true;
      default -> false;
    };
  }

  private VipsImage apply(VipsImage image, Step step) {
    return switch (step) {
      case Resize resize -> Geometry.resize(image, resize);
      case Crop crop -> Geometry.crop(image, crop);
      case Trim trim -> Geometry.trim(image, trim);
      case Extend extend -> Geometry.extend(image, extend);
      case Rotate rotate -> Geometry.rotate(image, rotate);
      case Flip flip -> Geometry.flip(image);
      case Flop flop -> Geometry.flop(image);
      case Grayscale grayscale -> Tones.grey(image);
      case Tint tint -> Tones.toned(image, ToneCurve.tint(tint.colour()));
      case Negate negate -> Tones.curve(image, ToneCurve.linear(-1, 255));
      case Sepia sepia -> Tones.matrix(image, ColourMatrix.sepia(sepia.amount()));
      case Duotone duotone ->
          Tones.toned(image, ToneCurve.duotone(duotone.shadow(), duotone.highlight()));
      case Brightness brightness -> Tones.curve(image, ToneCurve.linear(brightness.factor(), 0));
      case Contrast contrast ->
          Tones.curve(image, ToneCurve.linear(contrast.factor(), 127.5 * (1 - contrast.factor())));
      case Saturation saturation ->
          Tones.matrix(image, ColourMatrix.saturation(saturation.factor()));
      case Hue hue -> Tones.matrix(image, ColourMatrix.hue(hue.angle()));
      case Gamma gamma -> Tones.curve(image, ToneCurve.gamma(gamma.gamma()));
      case Normalize normalize -> Tones.normalize(image, normalize);
      case Blur blur -> Filters.blur(image, blur.sigma());
      case Sharpen sharpen -> Filters.sharpen(image, sharpen);
      case Median median -> Filters.median(image, median.size());
      case Pixelate pixelate -> Filters.pixelate(image, pixelate.size());
      case Round round -> Overlays.round(image, round);
      case Opacity opacity -> Tones.opacity(image, opacity.amount());
      case Background background -> Tones.over(image, background.colour());
      case Watermark watermark ->
          Overlays.watermark(image, marks.get(watermark.image()), watermark);
      case Text text -> Overlays.text(image, text, fonts);
      case Autoorient autoorient -> image; // done when loading
      case Frame frame -> image;
      case Speed speed -> image;
      case Loop loop -> image;
    };
  }
}
