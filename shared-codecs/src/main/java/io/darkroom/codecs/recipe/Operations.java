package io.darkroom.codecs.recipe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The catalogue of the language, generated from the records that parse and run. */
public final class Operations {
  private Operations() {}

  /**
   * Every step and output: {@code
   * {"steps":[{"name","summary","positional","schema"}],"outputs":…}}.
   */
  public static ObjectNode catalogue() {
    ObjectNode catalogue = JsonNodeFactory.instance.objectNode();
    ArrayNode steps = catalogue.putArray("steps");
    Vocabulary.STEPS.forEach(codec -> steps.add(entry(codec)));
    ArrayNode outputs = catalogue.putArray("outputs");
    Vocabulary.OUTPUTS.forEach(codec -> outputs.add(entry(codec)));
    return catalogue;
  }

  /** The JSON Schema (2020-12) of the JSON form of a recipe. */
  public static ObjectNode schema() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Recipe").put("type", "object").put("additionalProperties", false);
    schema.put("minProperties", 1);
    ObjectNode properties = schema.putObject("properties");
    ObjectNode steps = properties.putObject("steps");
    steps.put("type", "array").put("maxItems", Recipes.MAX_STEPS);
    ArrayNode step = steps.putObject("items").putArray("oneOf");
    Vocabulary.STEPS.forEach(codec -> step.add(codec.schema()));
    ArrayNode output = properties.putObject("output").putArray("oneOf");
    Vocabulary.OUTPUTS.forEach(codec -> output.add(codec.schema()));
    return schema;
  }

  /** The names of all steps, in the catalogue's order. */
  public static Set<String> stepNames() {
    return names(Vocabulary.STEPS);
  }

  /** The names of all outputs, in the catalogue's order. */
  public static Set<String> outputNames() {
    return names(Vocabulary.OUTPUTS);
  }

  private static Set<String> names(List<? extends OperationCodec<?>> codecs) {
    Set<String> names = new LinkedHashSet<>();
    codecs.forEach(codec -> names.add(codec.name()));
    return Collections.unmodifiableSet(names);
  }

  private static ObjectNode entry(OperationCodec<?> codec) {
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    entry.put("name", codec.name()).put("summary", codec.about().summary());
    ArrayNode positional = entry.putArray("positional");
    codec.slots().forEach(slot -> positional.add(slot.form()));
    entry.set("schema", codec.schema());
    return entry;
  }
}
