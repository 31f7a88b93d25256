package io.darkroom.codecs.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.darkroom.codecs.failure.Violation;
import java.util.List;

/**
 * Reads and writes recipes. Whatever is wrong with one is thrown as {@link FailureException} with
 * {@link FailureCode#INVALID_RECIPE} and a violation for each fault; nothing else is ever thrown.
 */
public final class Recipes {
  /** Most steps of a recipe. */
  public static final int MAX_STEPS = 32;

  /** Most characters of the text form, and of the canonical text of a JSON form. */
  public static final int MAX_TEXT = 4096;

  private Recipes() {}

  /** Reads either form: text from a text node, JSON from an object node. */
  public static Recipe parse(JsonNode node) {
    return node != null && node.isTextual() ? parseText(node.textValue()) : parseJson(node);
  }

  /** Reads the text form, such as {@code resize:800x600,fit=cover/blur:2/webp:q=80}. */
  public static Recipe parseText(String text) {
    RecipeReader reader = new RecipeReader();
    Recipe recipe = reader.readText(text);
    return accepted(recipe, reader.violations());
  }

  /** Reads the JSON form. */
  public static Recipe parseJson(JsonNode object) {
    RecipeReader reader = new RecipeReader();
    Recipe recipe = reader.readJson(object);
    return accepted(recipe, reader.violations());
  }

  /** Writes the JSON form, with the parameters that are not at their default. */
  public static JsonNode toJson(Recipe recipe) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    ArrayNode steps = object.putArray("steps");
    recipe.steps().forEach(step -> steps.add(OperationCodec.of(step).toJson(step)));
    object.set("output", OperationCodec.of(recipe.output()).toJson(recipe.output()));
    return object;
  }

  private static Recipe accepted(Recipe recipe, List<Violation> violations) {
    if (!violations.isEmpty()) {
      Violation first = violations.getFirst();
      String where = first.pointer().isEmpty() ? "" : first.pointer() + ": ";
      String more = violations.size() > 1 ? " (and " + (violations.size() - 1) + " more)" : "";
      throw Failure.of(FailureCode.INVALID_RECIPE, where + first.detail() + more, violations)
          .asException();
    }
    if (recipe.canonicalText().length() > MAX_TEXT) {
      Violation tooLong =
          new Violation("", "the recipe is longer than " + MAX_TEXT + " characters");
      throw Failure.of(FailureCode.INVALID_RECIPE, tooLong.detail(), List.of(tooLong))
          .asException();
    }
    return recipe;
  }
}
