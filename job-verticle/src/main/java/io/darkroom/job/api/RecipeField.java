package io.darkroom.job.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.darkroom.codecs.failure.Violation;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.codecs.recipe.Recipes;
import io.darkroom.job.store.RecipeStore;
import io.vertx.core.Future;
import java.util.List;

/** The field {@code recipe} of a request's body; what is wrong with it is said with its place. */
final class RecipeField {
  private static final String POINTER = "/recipe";

  private RecipeField() {}

  /** Reads text or JSON. */
  static Recipe parse(JsonNode recipe) {
    try {
      return Recipes.parse(recipe);
    } catch (FailureException invalid) {
      List<Violation> faults =
          invalid.failure().violations().stream()
              .map(v -> new Violation(POINTER + v.pointer(), v.detail()))
              .toList();
      throw Failure.of(FailureCode.INVALID_RECIPE, invalid.failure().detail(), faults)
          .asException();
    }
  }

  /** Reads text, JSON or the name of one of the owner's saved recipes. */
  static Future<Recipe> find(RecipeStore saved, String owner, JsonNode recipe) {
    if (!RecipeNames.isName(recipe)) {
      return Future.succeededFuture(parse(recipe));
    }
    String name = recipe.textValue();
    return saved
        .findAll(owner, List.of(name))
        .map(
            found -> {
              if (!found.containsKey(name)) {
                throw absent().asException();
              }
              return Recipes.parseText(found.get(name).recipe());
            });
  }

  private static Failure absent() {
    Violation fault = new Violation(POINTER, "there is no saved recipe of this name");
    return Failure.of(FailureCode.INVALID_RECIPE, fault.detail(), List.of(fault));
  }
}
