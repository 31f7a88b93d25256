package io.darkroom.engine.turbo;

import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.engine.ImageSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Decodes a source once for all recipes, as small as the largest of them allows; smaller results
 * start from means of 2, 4 or 8 pixels of it, as a decoder that shrinks makes them. Belongs to one
 * thread.
 */
final class SharedDecode {
  private final ImageInfo info;
  private final int shrink;
  private final boolean shared;
  private final Map<Integer, Mat> levels = new TreeMap<>();

  private SharedDecode(ImageInfo info, int shrink, boolean shared, Mat decoded) {
    this.info = info;
    this.shrink = shrink;
    this.shared = shared;
    levels.put(1, decoded);
  }

  static SharedDecode of(ImageSource source, ImageInfo info, List<Recipe> recipes) {
    int shrink = recipes.stream().mapToInt(r -> Suitability.shrink(info, r)).min().orElse(1);
    boolean luma = recipes.stream().allMatch(r -> Decoder.lumaOnly(info, r));
    Mat decoded = new Decoder(source, info).decode(shrink, luma);
    return new SharedDecode(info, shrink, recipes.size() > 1, decoded);
  }

  /** A picture that the caller may let go. */
  Mat start(Recipe recipe) {
    Mat level = levels.computeIfAbsent(Suitability.shrink(info, recipe) / shrink, this::means);
    return shared ? new Mat(level) : level;
  }

  /** Blocks at the edges are filled by repeating, so that all have the same size. */
  private Mat means(int times) {
    Mat whole = levels.get(1);
    Size size = new Size((whole.cols() + times - 1) / times, (whole.rows() + times - 1) / times);
    int below = size.height() * times - whole.rows();
    int right = size.width() * times - whole.cols();
    Mat filled = new Mat();
    opencv_core.copyMakeBorder(whole, filled, 0, below, 0, right, opencv_core.BORDER_REPLICATE);
    Mat small = new Mat();
    opencv_imgproc.resize(filled, small, size, 0, 0, opencv_imgproc.INTER_AREA);
    filled.release();
    return small;
  }
}
