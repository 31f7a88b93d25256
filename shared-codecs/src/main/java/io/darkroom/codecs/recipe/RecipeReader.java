package io.darkroom.codecs.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.codecs.failure.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one recipe and gathers everything that is wrong with it. */
final class RecipeReader {
  private static final AutoOutput AUTO =
      new AutoOutput(Optional.empty(), Optional.empty(), Metadata.STRIP, Icc.SRGB);
  private static final int MOST_VIOLATIONS = 50;

  private final List<Violation> violations = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private Output output = AUTO;

  List<Violation> violations() {
    return violations.size() > MOST_VIOLATIONS
        ? violations.subList(0, MOST_VIOLATIONS)
        : violations;
  }

  Recipe readText(String text) {
    if (text == null || text.isEmpty()) {
      return fault("", "expected a recipe such as resize:800x600/webp:q=80");
    }
    if (text.length() > Recipes.MAX_TEXT) {
      return fault("", "the recipe is longer than " + Recipes.MAX_TEXT + " characters");
    }
    String[] segments = text.split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      readSegment(segments[i], i, i == segments.length - 1);
    }
    return finish();
  }

  Recipe readJson(JsonNode object) {
    if (object == null || !object.isObject()) {
      return fault("", "expected a recipe as text or as an object with steps and output");
    }
    for (Map.Entry<String, JsonNode> property : object.properties()) {
      switch (property.getKey()) {
        case "steps" -> readSteps(property.getValue());
        case "output" ->
            readOperation(property.getValue(), "format", "/output")
                .ifPresent(read -> output = (Output) read);
        default ->
            fault(
                "/" + property.getKey().replace("~", "~0").replace("/", "~1"),
                "unknown; expected steps and output");
      }
    }
    if (object.isEmpty()) {
      return fault("", "expected steps, an output or both");
    }
    return finish();
  }

  private void readSegment(String segment, int index, boolean last) {
    String pointer = "/steps/" + index;
    int colon = segment.indexOf(':');
    String name = colon < 0 ? segment : segment.substring(0, colon);
    String arguments = colon < 0 ? "" : segment.substring(colon + 1);
    OperationCodec<? extends Step> step = Vocabulary.step(name);
    OperationCodec<? extends Output> format = Vocabulary.output(name);
    if (step != null) {
      step.parse(arguments, pointer, violations).ifPresent(steps::add);
    } else if (format != null && last) {
      format.parse(arguments, "/output", violations).ifPresent(read -> output = read);
    } else if (format != null) {
      fault(pointer, "an output may only stand at the end");
    } else if (segment.isEmpty()) {
      fault(pointer, "expected an operation between the slashes");
    } else {
      fault(pointer, "unknown operation \"" + TextArguments.clip(name) + "\"");
    }
  }

  private void readSteps(JsonNode array) {
    if (!array.isArray()) {
      fault("/steps", "expected an array");
      return;
    }
    if (array.size() > Recipes.MAX_STEPS) {
      fault("/steps", "at most " + Recipes.MAX_STEPS + " steps are allowed");
      return;
    }
    for (int i = 0; i < array.size(); i++) {
      readOperation(array.get(i), "op", "/steps/" + i).ifPresent(read -> steps.add((Step) read));
    }
  }

  private Optional<? extends Described> readOperation(JsonNode node, String tag, String pointer) {
    if (!node.isObject() || !node.path(tag).isTextual()) {
      fault(pointer, "expected an object with \"" + tag + "\"");
      return Optional.empty();
    }
    String name = node.path(tag).textValue();
    OperationCodec<?> codec = tag.equals("op") ? Vocabulary.step(name) : Vocabulary.output(name);
    if (codec == null) {
      String kind = tag.equals("op") ? "unknown operation" : "unknown format";
      fault(pointer + "/" + tag, kind + " \"" + TextArguments.clip(name) + "\"");
      return Optional.empty();
    }
    return codec.parse(node, pointer, violations);
  }

  private Recipe finish() {
    if (steps.size() > Recipes.MAX_STEPS) {
      fault("/steps", "at most " + Recipes.MAX_STEPS + " steps are allowed");
    }
    return new Recipe(steps, output);
  }

  private Recipe fault(String pointer, String detail) {
    violations.add(new Violation(pointer, detail));
    return null;
  }
}
