package io.darkroom.engine.portable;

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
 * Applies one step after the other.
 *
 * @param marks the decoded images of watermarks by id
 * @param lettering draws text
 */
record PortableSteps(RenderOptions options, Map<String, Pixels> marks, Lettering lettering) {

  Clip apply(Clip clip, Step step) {
    options.check();
    return switch (step) {
      case Frame frame -> clip.frame(frame.index());
      case Speed speed -> clip.faster(speed.factor());
      case Loop loop -> clip.looping(loop.count());
      case Trim trim when clip.animated() ->
          throw Failure.of(FailureCode.UNSUPPORTED_OPERATION, "an animation cannot be trimmed")
              .asException();
      default -> clip.map(frame -> apply(frame, step));
    };
  }

  private Pixels apply(Pixels image, Step step) {
    options.check();
    return switch (step) {
      case Resize resize -> GeometrySteps.resize(image, resize, options);
      case Crop crop -> GeometrySteps.crop(image, crop);
      case Trim trim -> GeometrySteps.trim(image, trim);
      case Extend extend -> GeometrySteps.extend(image, extend);
      case Rotate rotate -> TurnSteps.rotate(image, rotate, options);
      case Flip flip -> TurnSteps.flip(image);
      case Flop flop -> TurnSteps.flop(image);
      case Grayscale grayscale -> ColourSteps.matrix(image, ColourMatrix.grey());
      case Tint tint -> ColourSteps.toned(image, ToneCurve.tint(tint.colour()));
      case Negate negate -> ColourSteps.curve(image, ToneCurve.linear(-1, 255));
      case Sepia sepia -> ColourSteps.matrix(image, ColourMatrix.sepia(sepia.amount()));
      case Duotone duotone ->
          ColourSteps.toned(image, ToneCurve.duotone(duotone.shadow(), duotone.highlight()));
      case Brightness brightness ->
          ColourSteps.curve(image, ToneCurve.linear(brightness.factor(), 0));
      case Contrast contrast ->
          ColourSteps.curve(
              image, ToneCurve.linear(contrast.factor(), 127.5 * (1 - contrast.factor())));
      case Saturation saturation ->
          ColourSteps.matrix(image, ColourMatrix.saturation(saturation.factor()));
      case Hue hue -> ColourSteps.matrix(image, ColourMatrix.hue(hue.angle()));
      case Gamma gamma -> ColourSteps.curve(image, ToneCurve.gamma(gamma.gamma()));
      case Normalize normalize -> ColourSteps.normalize(image, normalize);
      case Blur blur -> FilterSteps.blur(image, blur.sigma(), options);
      case Sharpen sharpen -> FilterSteps.sharpen(image, sharpen, options);
      case Median median -> FilterSteps.median(image, median.size(), options);
      case Pixelate pixelate -> FilterSteps.pixelate(image, pixelate.size(), options);
      case Round round -> OverlaySteps.round(image, round);
      case Opacity opacity -> ColourSteps.opacity(image, opacity.amount());
      case Background background -> ColourSteps.over(image, background.colour());
      case Watermark watermark ->
          OverlaySteps.watermark(image, marks.get(watermark.image()), watermark, options);
      case Autoorient autoorient -> image; // done when decoding
      case Text text -> OverlaySteps.text(image, text, lettering);
      case Frame frame -> image;
      case Speed speed -> image;
      case Loop loop -> image;
    };
  }
}
