package io.darkroom.codecs.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.stream.Collectors;

/** One of a few names. */
record ChoiceType(List<Wired> choices) implements ValueType<Wired> {
  @Override
  public Wired read(String text) throws Unreadable {
    for (Wired choice : choices) {
      if (choice.wire().equals(text)) {
        return choice;
      }
    }
    throw unreadable();
  }

  @Override
  public Wired read(JsonNode json) throws Unreadable {
    if (!json.isTextual()) {
      throw unreadable();
    }
    return read(json.textValue());
  }

  @Override
  public String text(Wired value) {
    return value.wire();
  }

  @Override
  public JsonNode json(Wired value) {
    return TextNode.valueOf(value.wire());
  }

  @Override
  public void describe(ObjectNode schema) {
    schema.put("type", "string");
    ArrayNode names = schema.putArray("enum");
    choices.forEach(choice -> names.add(choice.wire()));
  }

  private Unreadable unreadable() {
    return new Unreadable(
        choices.stream().map(Wired::wire).collect(Collectors.joining(", ", "one of ", "")));
  }
}
