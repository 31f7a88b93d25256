package io.darkroom.codecs.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How values of one parameter type are read, written and described in both forms. */
interface ValueType<T> {
  /** Reads the text form. */
  T read(String text) throws Unreadable;

  /** Reads the JSON form. */
  T read(JsonNode json) throws Unreadable;

  /** Writes the text form. */
  String text(T value);

  /** Writes the JSON form. */
  JsonNode json(T value);

  /** Adds the JSON Schema keywords of this type. */
  void describe(ObjectNode schema);

  /** A value is not of this type; the message says what was expected. */
  final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String expected) {
      super(expected, null, false, false);
    }
  }
}
