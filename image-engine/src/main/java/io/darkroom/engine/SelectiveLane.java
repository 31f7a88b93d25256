package io.darkroom.engine;

import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.codecs.recipe.Output;
import io.darkroom.codecs.recipe.Recipe;
import java.util.List;

/**
 * A lane for some requests only. What it does not take or declines is left to the lanes after it.
 */
public interface SelectiveLane extends Lane {
  /**
   * Whether it is the one for this; asked once formats and steps are known to be its own. Depends
   * on nothing else, so that the same request always takes the same lane.
   *
   * @param output what is written: {@code auto} is settled as for a still opaque result
   */
  boolean takes(ImageInfo info, Recipe recipe, Output output);

  /**
   * Applies recipes that it took.
   *
   * @throws LaneDeclinedException when the bytes turn out to be none that it can vouch for
   */
  @Override
  List<RenderOutcome> render(
      ImageSource source, ImageInfo info, List<Recipe> recipes, RenderOptions options);
}
