package io.darkroom.codecs.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.darkroom.codecs.failure.Violation;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads, writes and describes one step or output in both forms, from its record alone.
 *
 * @param tag the JSON property that holds the name: {@code op} or {@code format}
 */
record OperationCodec<T extends Described>(
    Class<T> type,
    Constructor<T> constructor,
    Operation about,
    String tag,
    List<Parameter> parameters,
    List<Slot> slots) {

  static <T extends Described> OperationCodec<T> describe(Class<T> type) {
    RecordComponent[] components = type.getRecordComponents();
    Operation about = type.getAnnotation(Operation.class);
    List<Parameter> parameters = Stream.of(components).map(Parameter::of).toList();
    Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return new OperationCodec<>(
          type,
          type.getDeclaredConstructor(types),
          about,
          Step.class.isAssignableFrom(type) ? "op" : "format",
          parameters,
          Stream.of(about.args()).map(arg -> Slot.of(arg, parameters)).toList());
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("not a record: " + type, e);
    }
  }

  /** The codec of a step or an output. */
  static OperationCodec<?> of(Described record) {
    return Vocabulary.codecOf(record);
  }

  String name() {
    return about.name();
  }

  /** Prints the canonical text of a record of this type. */
  String print(Described record) {
    return new TextArguments(this).print(record);
  }

  /** Reads the part of a segment after the colon; adds what is wrong with it. */
  Optional<T> parse(String arguments, String pointer, List<Violation> violations) {
    int before = violations.size();
    Map<Parameter, Object> values = new TextArguments(this).read(arguments, pointer, violations);
    return violations.size() == before ? build(values, pointer, violations) : Optional.empty();
  }

  /** Reads an object; adds what is wrong with it. */
  Optional<T> parse(JsonNode object, String pointer, List<Violation> violations) {
    int before = violations.size();
    Map<Parameter, Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> property : object.properties()) {
      if (property.getKey().equals(tag)) {
        continue;
      }
      String at = pointer + "/" + property.getKey().replace("~", "~0").replace("/", "~1");
      Optional<Parameter> parameter =
          parameters.stream().filter(p -> p.name().equals(property.getKey())).findFirst();
      if (parameter.isEmpty()) {
        violations.add(new Violation(at, "unknown parameter of " + name() + "; " + known()));
        continue;
      }
      try {
        Object value = parameter.get().type().read(property.getValue());
        values.put(parameter.get(), parameter.get().stored(value));
      } catch (ValueType.Unreadable e) {
        violations.add(new Violation(at, "expected " + e.getMessage()));
      }
    }
    return violations.size() == before ? build(values, pointer, violations) : Optional.empty();
  }

  /** Writes an object with the name and the parameters that are not at their default. */
  ObjectNode toJson(Described record) {
    ObjectNode object = JsonNodeFactory.instance.objectNode().put(tag, name());
    for (Parameter parameter : parameters) {
      Object value = parameter.valueIn(record);
      if (value != null) {
        object.set(parameter.name(), parameter.json(value));
      }
    }
    return object;
  }

  /** The JSON Schema of the object form. */
  ObjectNode schema() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    schema.put("title", name()).put("description", about.summary());
    ObjectNode properties = schema.putObject("properties");
    properties.putObject(tag).put("const", name());
    parameters.forEach(parameter -> properties.set(parameter.name(), parameter.schema()));
    var required = schema.putArray("required").add(tag);
    parameters.stream().filter(Parameter::required).forEach(p -> required.add(p.name()));
    return schema.put("additionalProperties", false);
  }

  /** Names the parameters for a message. */
  String known() {
    return parameters.isEmpty()
        ? "it takes none"
        : "expected " + String.join(", ", parameters.stream().map(Parameter::name).toList());
  }

  private Optional<T> build(
      Map<Parameter, Object> values, String pointer, List<Violation> violations) {
    int before = violations.size();
    Object[] arguments = new Object[parameters.size()];
    for (int i = 0; i < arguments.length; i++) {
      Parameter parameter = parameters.get(i);
      arguments[i] = values.getOrDefault(parameter, parameter.initial());
      if (arguments[i] == null) {
        violations.add(new Violation(pointer + "/" + parameter.name(), "is required"));
      }
    }
    if (violations.size() > before) {
      return Optional.empty();
    }
    try {
      T record = constructor.newInstance(arguments);
      Optional<String> conflict = record.conflict();
      conflict.ifPresent(message -> violations.add(new Violation(pointer, message)));
      return conflict.isPresent() ? Optional.empty() : Optional.of(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make " + type, e);
    }
  }
}
