package io.darkroom.engine.turbo;

import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.codecs.recipe.Output;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.engine.ImageSource;
import io.darkroom.engine.RenderOptions;
import io.darkroom.engine.RenderOutcome;
import io.darkroom.engine.SelectiveLane;
import java.util.List;
import java.util.Set;

/** Runs the most usual requests through OpenCV's codecs. */
final class TurboLane implements SelectiveLane {
  static final String NAME = "turbo";

  /** Raise when pixels change, or the requests that this lane takes. */
  private static final int REVISION = 6;

  private static final Set<ImageFormat> FORMATS = Set.of(ImageFormat.JPEG, ImageFormat.WEBP);
  private static final Set<String> OPERATIONS =
      Set.of(
          "resize",
          "crop",
          "rotate",
          "autoorient",
          "flip",
          "flop",
          "grayscale",
          "blur",
          "watermark");

  private final String opencv;

  TurboLane(String opencv) {
    this.opencv = opencv;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String version() {
    return opencv + "-" + REVISION;
  }

  @Override
  public Set<ImageFormat> readable() {
    return FORMATS;
  }

  @Override
  public Set<ImageFormat> writable() {
    return FORMATS;
  }

  @Override
  public Set<String> operations() {
    return OPERATIONS;
  }

  @Override
  public boolean takes(ImageInfo info, Recipe recipe, Output output) {
    return Suitability.suits(info, recipe, output);
  }

  @Override
  public long estimateBytes(ImageInfo info, Recipe recipe, long resultPixels) {
    return new MemoryEstimate(info, recipe).bytes();
  }

  @Override
  public boolean holdsWhole(ImageInfo info, Recipe recipe) {
    return false;
  }

  @Override
  public List<RenderOutcome> render(
      ImageSource source, ImageInfo info, List<Recipe> recipes, RenderOptions options) {
    return new Pipeline(source, info, options).render(recipes);
  }

  @Override
  public void close() {
    // the libraries stay loaded as long as the process lives
  }
}
