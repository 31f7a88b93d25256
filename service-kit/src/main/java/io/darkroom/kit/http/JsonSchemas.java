package io.darkroom.kit.http;

import io.darkroom.codecs.failure.Violation;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Compiles schemas of the contract, each with the shared schemas it reaches and no others. */
final class JsonSchemas {
  private static final String SHARED = "#/components/schemas/";
  private static final String LOCAL = "#/$defs/";

  private final JsonObject shared;

  /** Works with the {@code components.schemas} of a contract. */
  JsonSchemas(JsonObject shared) {
    this.shared = shared;
  }

  /** Checks one value and lists every fault. */
  interface Check {
    List<Violation> faults(Object value);
  }

  /** Makes a check of a schema; dangling references are refused here, not at the first request. */
  Check compile(Object schema) {
    JsonObject root = new JsonObject().put("allOf", new JsonArray().add(localise(schema)));
    JsonObject definitions = new JsonObject();
    Set<String> seen = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(references(schema));
    while (!open.isEmpty()) {
      String name = open.pop();
      if (seen.add(name)) {
        Object definition = shared.getValue(name);
        if (definition == null) {
          throw new IllegalStateException("the contract has no schema " + SHARED + name);
        }
        definitions.put(name, localise(definition));
        open.addAll(references(definition));
      }
    }
    root.put("$defs", definitions);
    Validator validator =
        Validator.create(
            JsonSchema.of(root),
            new JsonSchemaOptions()
                .setBaseUri("app://darkroom")
                .setDraft(Draft.DRAFT202012)
                .setOutputFormat(OutputFormat.Basic));
    return value -> {
      OutputUnit outcome = validator.validate(value);
      return outcome.getValid() ? List.of() : SchemaFaults.of(outcome);
    };
  }

  private static Object localise(Object node) {
    return switch (node) {
      case JsonObject object -> {
        JsonObject copy = new JsonObject();
        object.forEach(
            e ->
                copy.put(
                    e.getKey(),
                    e.getKey().equals("$ref") && e.getValue() instanceof String ref
                        ? ref.replace(SHARED, LOCAL)
                        : localise(e.getValue())));
        yield copy;
      }
      case JsonArray array -> {
        JsonArray copy = new JsonArray();
        array.forEach(item -> copy.add(localise(item)));
        yield copy;
      }
      case null, default -> node;
    };
  }

  private static Set<String> references(Object node) {
    Set<String> names = new LinkedHashSet<>();
    collect(node, names);
    return names;
  }

  private static void collect(Object node, Set<String> names) {
    if (node instanceof JsonObject object) {
      if (object.getValue("$ref") instanceof String ref && ref.startsWith(SHARED)) {
        names.add(ref.substring(SHARED.length()));
      }
      object.forEach(e -> collect(e.getValue(), names));
    } else if (node instanceof JsonArray array) {
      array.forEach(item -> collect(item, names));
    }
  }
}
