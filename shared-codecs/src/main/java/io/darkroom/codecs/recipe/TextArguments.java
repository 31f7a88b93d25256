package io.darkroom.codecs.recipe;

import io.darkroom.codecs.failure.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The arguments of one segment of the text form: positional first, then named or bare switches. */
record TextArguments(OperationCodec<?> codec) {

  String print(Described record) {
    List<String> parts = new ArrayList<>();
    Set<Parameter> printed = new HashSet<>();
    for (Slot slot : codec.slots()) {
      List<Object> values = slot.parameters().stream().map(p -> p.valueIn(record)).toList();
      if (values.stream().allMatch(Objects::isNull)) {
        break;
      }
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < values.size(); i++) {
        Object value = values.get(i);
        texts.add(value == null ? "" : slot.parameters().get(i).type().text(value));
      }
      parts.add(String.join("x", texts));
      printed.addAll(slot.parameters());
    }
    for (Parameter parameter : codec.parameters()) {
      Object value = printed.contains(parameter) ? null : parameter.valueIn(record);
      if (Boolean.TRUE.equals(value)) {
        parts.add(parameter.key());
      } else if (value != null) {
        parts.add(parameter.key() + "=" + parameter.type().text(value));
      }
    }
    return parts.isEmpty() ? codec.name() : codec.name() + ":" + String.join(",", parts);
  }

  Map<Parameter, Object> read(String arguments, String pointer, List<Violation> violations) {
    Map<Parameter, Object> values = new LinkedHashMap<>();
    if (arguments.isEmpty()) {
      return values;
    }
    int slot = 0;
    boolean named = false;
    for (String argument : arguments.split(",", -1)) {
      int equals = argument.indexOf('=');
      Optional<Parameter> flag = parameter(argument).filter(Parameter::flag);
      if (equals >= 0) {
        named = true;
        readNamed(
            argument.substring(0, equals),
            argument.substring(equals + 1),
            pointer,
            values,
            violations);
      } else if (flag.isPresent()) {
        named = true;
        put(flag.get(), "true", pointer, values, violations);
      } else if (!named && slot < codec.slots().size()) {
        readSlot(codec.slots().get(slot++), argument, pointer, values, violations);
      } else {
        violations.add(new Violation(pointer, "unexpected \"" + clip(argument) + "\"; " + usage()));
      }
    }
    return values;
  }

  private void readNamed(
      String key,
      String text,
      String pointer,
      Map<Parameter, Object> values,
      List<Violation> violations) {
    Optional<Parameter> parameter = parameter(key);
    if (parameter.isPresent()) {
      put(parameter.get(), text, pointer, values, violations);
    } else {
      violations.add(
          new Violation(
              pointer,
              "unknown parameter \"" + clip(key) + "\" of " + codec.name() + "; " + codec.known()));
    }
  }

  private void readSlot(
      Slot slot,
      String text,
      String pointer,
      Map<Parameter, Object> values,
      List<Violation> violations) {
    if (!slot.joined()) {
      put(slot.parameters().getFirst(), text, pointer, values, violations);
      return;
    }
    String[] sides = text.split("x", -1);
    if (sides.length > 2) {
      violations.add(new Violation(pointer, "expected " + slot.form()));
      return;
    }
    for (int i = 0; i < sides.length; i++) {
      if (!sides[i].isEmpty()) {
        put(slot.parameters().get(i), sides[i], pointer, values, violations);
      }
    }
  }

  private void put(
      Parameter parameter,
      String text,
      String pointer,
      Map<Parameter, Object> values,
      List<Violation> violations) {
    String at = pointer + "/" + parameter.name();
    try {
      Object value = parameter.stored(parameter.type().read(text));
      if (values.putIfAbsent(parameter, value) != null) {
        violations.add(new Violation(at, "is given twice"));
      }
    } catch (ValueType.Unreadable e) {
      violations.add(new Violation(at, "expected " + e.getMessage()));
    }
  }

  private Optional<Parameter> parameter(String key) {
    return codec.parameters().stream().filter(p -> p.answersTo(key)).findFirst();
  }

  private String usage() {
    return codec.slots().isEmpty()
        ? codec.known()
        : "expected "
            + codec.name()
            + ":"
            + String.join(",", codec.slots().stream().map(Slot::form).toList());
  }

  /** Shortens what a sender wrote for a message about it. */
  static String clip(String text) {
    String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
    return shown.replaceAll("\\p{C}", "?");
  }
}
