package io.darkroom.engine;

import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.codecs.recipe.Recipe;
import java.util.List;

/**
 * Makes images from images. Thread-safe; every call blocks until its work is done, its deadline has
 * passed or it is cancelled. Call it from platform threads: native work would pin a virtual one.
 *
 * <p>Whatever is wrong with an image or a recipe is thrown as {@link
 * io.darkroom.codecs.failure.FailureException}; nothing else leaves an engine.
 */
public interface ImageEngine extends AutoCloseable {
  /** Opens the engine with the fastest lanes that load here; the portable one always does. */
  static ImageEngine open(EngineConfig config) {
    return LaneEngine.open(config);
  }

  /** Reads the header; never decodes pixels. */
  ImageInfo probe(ImageSource source);

  /**
   * Checks the limits and that this installation can run the recipe, and prices the work, all from
   * the header.
   */
  RenderPlan plan(ImageInfo info, Recipe recipe, EngineLimits limits);

  /** Applies a recipe. */
  RenderResult render(ImageSource source, Recipe recipe, RenderOptions options);

  /**
   * Applies several recipes to one source, decoding it once where the recipes allow it. The answer
   * has the recipes' order; a recipe that fails does not fail the others.
   */
  List<RenderOutcome> renderAll(ImageSource source, List<Recipe> recipes, RenderOptions options);

  /** Looks at the picture: colours, hashes, and metadata without places. */
  ImageDetails inspect(ImageSource source, RenderOptions options);

  /** What this installation can do, and the version for cache keys. */
  EngineDescription describe();

  @Override
  void close();
}
