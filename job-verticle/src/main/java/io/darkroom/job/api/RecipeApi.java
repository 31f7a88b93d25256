package io.darkroom.job.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.Violation;
import io.darkroom.codecs.recipe.Recipes;
import io.darkroom.job.store.RecipeStore;
import io.darkroom.job.store.SavedRecipe;
import io.darkroom.kit.http.ApiRequest;
import io.darkroom.kit.http.ApiRouter;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Recipes kept under a name. */
public final class RecipeApi {
  private static final String ABSENT = "There is no such recipe";

  private final RecipeStore recipes;
  private final InstantSource clock;

  /** The operations on saved recipes. */
  public RecipeApi(RecipeStore recipes, InstantSource clock) {
    this.recipes = recipes;
    this.clock = clock;
  }

  /** The schema {@code NewRecipe}; {@code name} is absent in {@code RecipeChange}. */
  record Body(Optional<String> name, JsonNode recipe, Optional<String> description) {}

  /** The schema {@code SavedRecipe} of the contract. */
  record View(
      String name,
      String recipe,
      JsonNode document,
      String description,
      Instant createdAt,
      Instant updatedAt) {
    static View of(SavedRecipe saved) {
      return new View(
          saved.name(),
          saved.recipe(),
          Recipes.toJson(Recipes.parseText(saved.recipe())),
          saved.description(),
          saved.createdAt(),
          saved.updatedAt());
    }
  }

  /** Adds the operations to a router. */
  public void mount(ApiRouter router) {
    router
        .handle("createRecipe", this::create)
        .handle("listRecipes", this::list)
        .handle("getRecipe", this::get)
        .handle("replaceRecipe", this::replace)
        .handle("deleteRecipe", this::delete);
  }

  private Future<Void> create(ApiRequest request) {
    Body body = request.body(Body.class);
    SavedRecipe recipe = saved(body.name().orElseThrow(), body);
    if (!RecipeNames.isName(recipe.name())) {
      throw Failure.of(
              FailureCode.UNPROCESSABLE,
              "The name is a word of the recipe language",
              List.of(new Violation("/name", "is a word of the recipe language")))
          .asException();
    }
    return recipes
        .insert(owner(request), recipe)
        .compose(
            written -> {
              if (!written) {
                throw Failure.of(FailureCode.CONFLICT, "There is a recipe of this name")
                    .asException();
              }
              request.raw().response().putHeader("Location", "/api/recipes/" + recipe.name());
              return request.json(201, View.of(recipe));
            });
  }

  private Future<Void> list(ApiRequest request) {
    return recipes
        .list(owner(request), request.queryParam("cursor"), Cursor.limit(request, "limit", 50))
        .compose(
            page ->
                request.json(
                    200,
                    new PageView<>(page.items().stream().map(View::of).toList(), page.next())));
  }

  private Future<Void> get(ApiRequest request) {
    String name = request.pathParam("name");
    return recipes
        .findAll(owner(request), List.of(name))
        .map(found -> Found.<SavedRecipe>or(ABSENT).apply(Optional.ofNullable(found.get(name))))
        .compose(recipe -> request.json(200, View.of(recipe)));
  }

  private Future<Void> replace(ApiRequest request) {
    SavedRecipe recipe = saved(request.pathParam("name"), request.body(Body.class));
    return recipes
        .update(owner(request), recipe)
        .map(Found.or(ABSENT))
        .compose(written -> request.json(200, View.of(written)));
  }

  private Future<Void> delete(ApiRequest request) {
    return recipes
        .delete(owner(request), request.pathParam("name"))
        .map(gone -> Found.<Boolean>or(ABSENT).apply(Optional.of(gone).filter(g -> g)))
        .compose(_ -> request.empty(204));
  }

  private SavedRecipe saved(String name, Body body) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String text = RecipeField.parse(body.recipe()).canonicalText();
    return new SavedRecipe(name, text, body.description().orElse(""), now, now);
  }

  private static String owner(ApiRequest request) {
    return request.caller().userId();
  }
}
