package io.darkroom.engine.turbo;

import io.darkroom.codecs.failure.FailureException;
import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.codecs.recipe.Watermark;
import io.darkroom.engine.Headers;
import io.darkroom.engine.ImageSource;
import io.darkroom.engine.LaneDeclinedException;
import io.darkroom.engine.RenderOptions;
import io.darkroom.engine.plan.Area;
import io.darkroom.engine.plan.OverlaySize;
import java.lang.foreign.Arena;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The images of watermarks.
 *
 * @param byId with four channels, colours multiplied by their opacity
 */
record Marks(Map<String, Mat> byId) {
  private static final Set<ImageFormat> FORMATS =
      EnumSet.of(ImageFormat.PNG, ImageFormat.JPEG, ImageFormat.WEBP);
  private static final long MOST_PIXELS = 4_000_000;

  /**
   * Decodes the images that recipes name.
   *
   * @throws LaneDeclinedException when one is of a kind to leave to libvips
   */
  static Marks load(List<Recipe> recipes, RenderOptions options) {
    Map<String, Mat> marks = new HashMap<>();
    for (Recipe recipe : recipes) {
      for (String id : recipe.watermarkImages()) {
        if (!marks.containsKey(id)) {
          try (ImageSource source = options.images().resolve(id)) {
            options.limits().checkLength(source.length());
            marks.put(id, decoded(source));
          } catch (FailureException refused) {
            // the next lane refuses the recipe that names it, and no other
            throw new LaneDeclinedException("a watermark that is refused");
          }
        }
      }
    }
    return new Marks(marks);
  }

  /** The picture with a mark on it: a new one. */
  Mat lay(Mat image, Watermark step, Scaler scaler) {
    Mat mark = byId.get(step.image());
    OverlaySize size = OverlaySize.of(step, mark.cols(), mark.rows(), image.cols(), image.rows());
    Mat scaled = scaler.scaled(mark, size.width(), size.height());
    Mat base = image.channels() == 3 ? image.clone() : Steps.coloured(image);
    Overlay overlay = new Overlay(scaled, step.opacity());
    if (step.tile()) {
      overlay.tile(base, step.x(), step.y());
    } else {
      Area place =
          Area.placed(
              size.width(),
              size.height(),
              image.cols(),
              image.rows(),
              step.gravity(),
              step.x(),
              step.y());
      overlay.lay(base, place);
    }
    Bytes.release(scaled, mark);
    return base;
  }

  private static Mat decoded(ImageSource source) {
    ImageInfo info = Headers.read(source);
    boolean plain =
        FORMATS.contains(info.format())
            && info.pixels() <= MOST_PIXELS
            && info.frames() == 1
            && info.bitDepth() == 8
            && !info.hasIcc()
            && !info.progressive()
            && info.channels() >= 3;
    if (!plain) {
      throw new LaneDeclinedException("an unusual watermark");
    }
    if (info.format() == ImageFormat.JPEG) {
      new JpegScan(source.segment()).requirePlain(false);
    } else if (info.format() == ImageFormat.PNG) {
      new PngScan(source.segment()).requireWhole();
    }
    try (Arena arena = Arena.ofConfined()) {
      Mat image =
          opencv_imgcodecs.imdecode(Bytes.of(source, arena), opencv_imgcodecs.IMREAD_UNCHANGED);
      if (image.empty() || image.depth() != opencv_core.CV_8U || image.channels() < 3) {
        throw new LaneDeclinedException("a watermark that OpenCV does not decode");
      }
      return multiplied(Turns.orient(image, info.orientation()));
    }
  }

  private static Mat multiplied(Mat image) {
    Mat result = new Mat();
    opencv_imgproc.cvtColor(
        image,
        result,
        image.channels() == 4 ? opencv_imgproc.COLOR_RGBA2mRGBA : opencv_imgproc.COLOR_BGR2BGRA);
    return result;
  }
}
