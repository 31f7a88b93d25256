package io.darkroom.job.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.codecs.recipe.Operations;
import java.util.regex.Pattern;

/** Tells the name of a saved recipe from a recipe's text; no text can be both. */
final class RecipeNames {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  private RecipeNames() {}

  static boolean isName(JsonNode recipe) {
    return recipe.isTextual() && isName(recipe.textValue());
  }

  /** Whether a text may be a name: the words of the recipe language may not. */
  static boolean isName(String text) {
    return FORM.matcher(text).matches()
        && !Operations.stepNames().contains(text)
        && !Operations.outputNames().contains(text);
  }
}
