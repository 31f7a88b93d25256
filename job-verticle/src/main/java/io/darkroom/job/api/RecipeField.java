package io.darkroom.job.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.darkroom.codecs.failure.Violation;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.codecs.recipe.Recipes;
import io.darkroom.job.store.RecipeStore;
import io.darkroom.job.store.SavedRecipe;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The field {@code recipe} of a request's body; what is wrong with it is said with its place. */
final class RecipeField {
  private static final String POINTER = "/recipe";

  private RecipeField() {}

  /** Reads text or JSON. */
  static Recipe parse(JsonNode recipe) {
    return placed(() -> Recipes.parse(recipe));
  }

  /** Reads text, JSON or the name of one of the owner's saved recipes. */
  static Future<Recipe> find(RecipeStore saved, String owner, JsonNode recipe) {
    return RecipeNames.isName(recipe)
        ? saved
            .findAll(owner, List.of(recipe.textValue()))
            .map(found -> placed(() -> resolve(recipe, found)))
        : Future.succeededFuture(parse(recipe));
  }

  /** As read among these saved recipes; what is wrong has its place within the recipe. */
  static Recipe resolve(JsonNode recipe, Map<String, SavedRecipe> saved) {
    if (!RecipeNames.isName(recipe)) {
      return Recipes.parse(recipe);
    }
    SavedRecipe found = saved.get(recipe.textValue());
    if (found == null) {
      Violation fault = new Violation("", "there is no saved recipe of this name");
      throw Failure.of(FailureCode.INVALID_RECIPE, fault.detail(), List.of(fault)).asException();
    }
    return Recipes.parseText(found.recipe());
  }

  private static Recipe placed(Supplier<Recipe> reading) {
    try {
      return reading.get();
    } catch (FailureException invalid) {
      List<Violation> faults =
          invalid.failure().violations().stream()
              .map(v -> new Violation(POINTER + v.pointer(), v.detail()))
              .toList();
      throw Failure.of(FailureCode.INVALID_RECIPE, invalid.failure().detail(), faults)
          .asException();
    }
  }
}
