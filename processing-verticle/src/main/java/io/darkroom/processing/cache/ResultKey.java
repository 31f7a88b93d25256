package io.darkroom.processing.cache;

import io.darkroom.codecs.digest.Sha256;
import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.recipe.AutoOutput;
import io.darkroom.codecs.recipe.Recipe;
import java.util.List;

/**
 * Names a result by everything its bytes depend on.
 *
 * @param source SHA-256 of the source's bytes
 * @param recipe SHA-256 of recipe, engine version and whatever else has a say
 */
public record ResultKey(String source, String recipe) {

  /**
   * The key of a result.
   *
   * @param accepted counts only for the output {@code auto}
   * @param owner counts only when the recipe names other images, which are the owner's
   */
  public static ResultKey of(
      String source,
      Recipe recipe,
      String engineVersion,
      List<ImageFormat> accepted,
      String owner) {
    StringBuilder text =
        new StringBuilder(recipe.canonicalText()).append('\n').append(engineVersion);
    if (recipe.output() instanceof AutoOutput) {
      accepted.forEach(format -> text.append('\n').append(format.wire()));
    }
    if (!recipe.watermarkImages().isEmpty()) {
      text.append('\n').append(owner);
    }
    return new ResultKey(source, Sha256.hex(text.toString()));
  }

  /** One short name for both parts, for an entity tag. */
  public String tag() {
    return Sha256.hex(source + recipe).substring(0, 32);
  }
}
