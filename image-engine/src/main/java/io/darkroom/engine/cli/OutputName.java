package io.darkroom.engine.cli;

import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.recipe.AutoOutput;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.codecs.recipe.Recipes;
import java.nio.file.Path;
import java.util.Optional;

/** Brings a recipe's output and an output file's name together. */
final class OutputName {
  private OutputName() {}

  /** The recipe with the output that the name asks for, when the recipe leaves it open. */
  static Recipe agreed(Recipe recipe, Path file) {
    Optional<ImageFormat> named = ImageFormat.fromFileName(file.getFileName().toString());
    if (!(recipe.output() instanceof AutoOutput auto)) {
      if (named.isPresent() && !named.get().wire().equals(recipe.output().format())) {
        throw new UsageException(
            "the recipe writes "
                + recipe.output().format()
                + ", but the name "
                + file.getFileName()
                + " says "
                + named.get().wire());
      }
      return recipe;
    }
    if (named.isEmpty()) {
      return recipe;
    }
    // written and read back, so that the format's own defaults apply
    String quality =
        auto.quality().filter(q -> hasQuality(named.get())).map(q -> "q=" + q).orElse("");
    Recipe wanted =
        Recipes.parseText(named.get().wire() + (quality.isEmpty() ? "" : ":" + quality));
    return new Recipe(recipe.steps(), wanted.output());
  }

  private static boolean hasQuality(ImageFormat format) {
    return format == ImageFormat.JPEG || format == ImageFormat.WEBP || format == ImageFormat.AVIF;
  }
}
