package io.darkroom.codecs.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Colours. */
record ColourType() implements ValueType<Colour> {
  private static final String EXPECTED = "a colour such as ff8800, ff8800cc or orange";

  @Override
  public Colour read(String text) throws Unreadable {
    return Colour.parse(text).orElseThrow(() -> new Unreadable(EXPECTED));
  }

  @Override
  public Colour read(JsonNode json) throws Unreadable {
    if (!json.isTextual()) {
      throw new Unreadable(EXPECTED);
    }
    return read(json.textValue());
  }

  @Override
  public String text(Colour value) {
    return value.hex();
  }

  @Override
  public JsonNode json(Colour value) {
    return TextNode.valueOf("#" + value.hex());
  }

  @Override
  public void describe(ObjectNode schema) {
    schema.put("type", "string");
    schema.put("format", "colour");
    schema.put("pattern", "^(#?[0-9a-fA-F]{6}([0-9a-fA-F]{2})?|[a-zA-Z]+)$");
  }
}
