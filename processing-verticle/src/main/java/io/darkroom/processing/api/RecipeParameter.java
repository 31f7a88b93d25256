package io.darkroom.processing.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.json.JsonMapping;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.codecs.recipe.Recipes;
import io.darkroom.kit.http.ApiRequest;

/** Reads the query parameter {@code recipe}, in either form. */
final class RecipeParameter {
  private static final String NAME = "recipe";

  private RecipeParameter() {}

  static Recipe of(ApiRequest request) {
    String text = request.queryParam(NAME).orElse("");
    return text.startsWith("{") ? json(text) : Recipes.parseText(text);
  }

  private static Recipe json(String text) {
    try {
      return Recipes.parseJson(JsonMapping.mapper().readTree(text));
    } catch (JsonProcessingException e) {
      throw Failure.of(FailureCode.INVALID_RECIPE, "The recipe is not valid JSON").asException(e);
    }
  }
}
