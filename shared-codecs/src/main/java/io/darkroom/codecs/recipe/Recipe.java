package io.darkroom.codecs.recipe;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedSet;

/**
 * What to do with an image, in order, and what to make of it in the end.
 *
 * @param steps at most {@link Recipes#MAX_STEPS}
 * @param output always there; {@link AutoOutput} when none was given
 */
public record Recipe(List<Step> steps, Output output) {
  public Recipe {
    steps = List.copyOf(steps);
    Objects.requireNonNull(output, "output");
  }

  /**
   * The one text that stands for this recipe: every step in order, parameters that are not at their
   * default in declared order, the shortest numbers, the output always last. Parsing it gives an
   * equal recipe, so it serves as a cache key.
   */
  public String canonicalText() {
    StringBuilder text = new StringBuilder();
    for (Step step : steps) {
      text.append(OperationCodec.of(step).print(step)).append('/');
    }
    return text.append(OperationCodec.of(output).print(output)).toString();
  }

  /** The ids of the images that watermarks of this recipe need, in order. */
  public SequencedSet<String> watermarkImages() {
    SequencedSet<String> ids = new LinkedHashSet<>();
    for (Step step : steps) {
      if (step instanceof Watermark watermark) {
        ids.add(watermark.image());
      }
    }
    return ids;
  }
}
