package io.darkroom.codecs.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One parameter of a step or an output, derived from a record component.
 *
 * @param raw the type of a value, without the {@code Optional}
 * @param optional whether the component is an {@code Optional}
 * @param initial the component's value when the parameter is absent; null when it is required
 */
record Parameter(
    RecordComponent component,
    Param about,
    Class<?> raw,
    ValueType<Object> type,
    boolean optional,
    Object initial) {

  static Parameter of(RecordComponent component) {
    Param about = component.getAnnotation(Param.class);
    boolean optional = component.getType() == Optional.class;
    Class<?> raw =
        optional
            ? (Class<?>)
                ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0]
            : component.getType();
    ValueType<Object> type = typeOf(raw, about);
    return new Parameter(
        component, about, raw, type, optional, initialOf(type, raw, optional, about));
  }

  String name() {
    return component.getName();
  }

  /** The key that the canonical text prints. */
  String key() {
    return about.alias().isEmpty() ? name() : about.alias();
  }

  /** Whether the text form may call it so: its name, its alias, or its name in kebab case. */
  boolean answersTo(String key) {
    return key.equals(name())
        || (!key.isEmpty() && key.equals(about.alias()))
        || (key.indexOf('-') > 0 && key.equals(kebab()));
  }

  boolean required() {
    return initial == null;
  }

  boolean flag() {
    return raw == boolean.class;
  }

  /** The component's value in a record, or null when it is at its default. */
  Object valueIn(Described record) {
    try {
      Object value = component.getAccessor().invoke(record);
      if (Objects.equals(value, initial)) {
        return null;
      }
      return optional ? ((Optional<?>) value).orElseThrow() : value;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  /** What a value read from either form is stored as. */
  Object stored(Object value) {
    Object kept = raw == double.class || raw == Double.class ? fraction(value) : value;
    return optional ? Optional.of(kept) : kept;
  }

  ObjectNode schema() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    type.describe(schema);
    schema.put("description", about.value());
    if (initial != null && !optional) {
      schema.set("default", json(initial));
    }
    return schema;
  }

  JsonNode json(Object value) {
    return type.json(value);
  }

  private static Object fraction(Object value) {
    return ((Number) value).doubleValue();
  }

  private String kebab() {
    return name().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static Object initialOf(
      ValueType<Object> type, Class<?> raw, boolean optional, Param about) {
    if (optional) {
      return Optional.empty();
    }
    if (about.initial().isEmpty()) {
      return raw == boolean.class ? Boolean.FALSE : null;
    }
    try {
      Object value = type.read(about.initial());
      return raw == double.class ? fraction(value) : value;
    } catch (ValueType.Unreadable e) {
      throw new IllegalStateException("bad default " + about.initial(), e);
    }
  }

  @SuppressWarnings("unchecked") // a type reads and writes only values that itself made
  private static ValueType<Object> typeOf(Class<?> raw, Param about) {
    ValueType<?> type;
    if (raw == int.class || raw == Integer.class) {
      type = new NumberType(about.min(), about.max(), true);
    } else if (raw == double.class || raw == Double.class) {
      type = new NumberType(about.min(), about.max(), false);
    } else if (raw == boolean.class) {
      type = new FlagType();
    } else if (raw == Colour.class) {
      type = new ColourType();
    } else if (raw == Length.class) {
      type = new LengthType();
    } else if (raw == String.class) {
      type = new WordsType((int) about.min(), (int) about.max(), about.pattern());
    } else if (raw.isEnum() && Wired.class.isAssignableFrom(raw)) {
      List<Wired> choices = Stream.of(raw.getEnumConstants()).map(Wired.class::cast).toList();
      type = new ChoiceType(choices);
    } else {
      throw new IllegalStateException("no parameter type for " + raw);
    }
    return (ValueType<Object>) type;
  }
}
