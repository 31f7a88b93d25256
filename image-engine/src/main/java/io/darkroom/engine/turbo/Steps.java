package io.darkroom.engine.turbo;

import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.codecs.recipe.Blur;
import io.darkroom.codecs.recipe.Colour;
import io.darkroom.codecs.recipe.Crop;
import io.darkroom.codecs.recipe.Flip;
import io.darkroom.codecs.recipe.Flop;
import io.darkroom.codecs.recipe.Grayscale;
import io.darkroom.codecs.recipe.Resize;
import io.darkroom.codecs.recipe.Rotate;
import io.darkroom.codecs.recipe.Step;
import io.darkroom.codecs.recipe.Watermark;
import io.darkroom.engine.RenderOptions;
import io.darkroom.engine.plan.Area;
import io.darkroom.engine.plan.ResizeGeometry;
import io.darkroom.engine.plan.Turn;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/** Runs the steps. Each gives a new picture, or the one it got; it lets go none. */
record Steps(RenderOptions options, Marks marks, Scaler scaler) {

  /** Lets go the picture that a step has replaced. */
  static Mat next(Mat before, Mat after) {
    Bytes.release(before, after);
    return after;
  }

  /**
   * The first step of a recipe: scales before it turns, since there are fewer pixels then. Lets go
   * what was decoded.
   *
   * @param last whether nothing follows it but an encoder that halves the colours
   */
  Mat resize(Decoded decoded, ImageInfo info, Resize resize, int orientation, boolean last) {
    boolean swapped = orientation > 4;
    ResizeGeometry to =
        ResizeGeometry.of(
            swapped ? info.height() : info.width(), swapped ? info.width() : info.height(), resize);
    Mat scaled =
        decoded.scaled(
            scaler,
            swapped ? to.scaledHeight() : to.scaledWidth(),
            swapped ? to.scaledWidth() : to.scaledHeight(),
            last && orientation == 1 && !to.crops() && !to.pads());
    Mat turned = Turns.orient(scaled, orientation);
    Bytes.release(scaled, turned);
    return window(turned, resize, to);
  }

  Mat apply(Mat image, Step step) {
    options.check();
    return switch (step) {
      case Resize resize -> {
        ResizeGeometry to = ResizeGeometry.of(image.cols(), image.rows(), resize);
        Mat scaled = scaler.scaled(image, to.scaledWidth(), to.scaledHeight());
        yield window(scaled, resize, to);
      }
      case Crop crop -> cut(image, Area.of(crop, image.cols(), image.rows()));
      case Rotate rotate -> Turns.turn(image, (int) Turn.normal(rotate.angle()));
      case Flip flip -> Turns.flip(image);
      case Flop flop -> Turns.flop(image);
      case Grayscale grayscale -> grey(image);
      case Blur blur -> blurred(image, blur.sigma());
      case Watermark watermark -> marks.lay(image, watermark, scaler);
      default -> throw new IllegalArgumentException("this lane does not run " + step.op());
    };
  }

  private static Mat window(Mat scaled, Resize resize, ResizeGeometry to) {
    Mat cut = to.crops() ? cut(scaled, Area.kept(resize, to)) : scaled;
    if (!to.pads()) {
      return cut;
    }
    Area place =
        Area.placed(
            to.width(), to.height(), to.canvasWidth(), to.canvasHeight(), resize.gravity(), 0, 0);
    Colour colour = resize.background();
    boolean grey = colour.red() == colour.green() && colour.green() == colour.blue();
    Mat base = grey ? cut : coloured(cut);
    Mat padded = new Mat();
    opencv_core.copyMakeBorder(
        base,
        padded,
        place.y(),
        to.canvasHeight() - place.y() - to.height(),
        place.x(),
        to.canvasWidth() - place.x() - to.width(),
        opencv_core.BORDER_CONSTANT,
        new Scalar(colour.blue(), colour.green(), colour.red(), 0));
    return padded;
  }

  private static Mat cut(Mat image, Area area) {
    return new Mat(image, new Rect(area.x(), area.y(), area.width(), area.height()));
  }

  /** By the weights of JPEG. */
  private static Mat grey(Mat image) {
    return image.channels() == 1 ? image : converted(image, opencv_imgproc.COLOR_BGR2GRAY);
  }

  /** With three channels. */
  static Mat coloured(Mat image) {
    return image.channels() == 3 ? image : converted(image, opencv_imgproc.COLOR_GRAY2BGR);
  }

  private static Mat converted(Mat image, int how) {
    Mat result = new Mat();
    opencv_imgproc.cvtColor(image, result, how);
    return result;
  }

  private static Mat blurred(Mat image, double sigma) {
    Mat result = new Mat();
    opencv_imgproc.GaussianBlur(
        image, result, new Size(0, 0), sigma, sigma, opencv_core.BORDER_REPLICATE, 0);
    return result;
  }
}
