package io.darkroom.codecs.recipe;

import java.util.List;

/** A positional argument of the text form: one parameter, or two joined by {@code x}. */
record Slot(List<Parameter> parameters) {
  static Slot of(String arg, List<Parameter> all) {
    List<String> names =
        arg.startsWith("{")
            ? List.of(arg.substring(1, arg.length() - 1).split("\\}x\\{", -1))
            : List.of(arg);
    return new Slot(
        names.stream()
            .map(name -> all.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow())
            .toList());
  }

  /** Whether this is a pair such as {@code 800x600}. */
  boolean joined() {
    return parameters.size() == 2;
  }

  /** How it is written, for people. */
  String form() {
    return String.join("x", parameters.stream().map(Parameter::name).toList());
  }
}
