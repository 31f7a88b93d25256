package io.darkroom.codecs.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Switches. */
record FlagType() implements ValueType<Boolean> {
  @Override
  public Boolean read(String text) throws Unreadable {
    return switch (text) {
      case "true", "on", "1" -> true;
      case "false", "off", "0" -> false;
      default -> throw new Unreadable("true or false");
    };
  }

  @Override
  public Boolean read(JsonNode json) throws Unreadable {
    if (!json.isBoolean()) {
      throw new Unreadable("true or false");
    }
    return json.booleanValue();
  }

  @Override
  public String text(Boolean value) {
    return value.toString();
  }

  @Override
  public JsonNode json(Boolean value) {
    return BooleanNode.valueOf(value);
  }

  @Override
  public void describe(ObjectNode schema) {
    schema.put("type", "boolean");
  }
}
