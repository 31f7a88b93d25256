package io.darkroom.codecs.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Pixels or percent. Text also takes {@code 10p} for {@code 10%}, which addresses would escape. */
record LengthType() implements ValueType<Length> {
  private static final int MOST_PIXELS = 100_000;
  private static final NumberType PIXELS = new NumberType(0, MOST_PIXELS, true);
  private static final NumberType PERCENT = new NumberType(0, 100, false);
  private static final String EXPECTED =
      "whole pixels from 0 to " + MOST_PIXELS + ", or a percentage such as 10%";

  @Override
  public Length read(String text) throws Unreadable {
    try {
      return text.endsWith("%") || text.endsWith("p")
          ? Length.percent(PERCENT.read(text.substring(0, text.length() - 1)).doubleValue())
          : Length.pixels(PIXELS.read(text).intValue());
    } catch (Unreadable expected) {
      throw new Unreadable(EXPECTED);
    }
  }

  @Override
  public Length read(JsonNode json) throws Unreadable {
    if (json.isTextual()) {
      return read(json.textValue());
    }
    try {
      return Length.pixels(PIXELS.read(json).intValue());
    } catch (Unreadable expected) {
      throw new Unreadable(EXPECTED);
    }
  }

  @Override
  public String text(Length value) {
    return NumberType.plain(value.value()) + (value.percent() ? "%" : "");
  }

  @Override
  public JsonNode json(Length value) {
    return value.percent() ? TextNode.valueOf(text(value)) : PIXELS.json(value.value());
  }

  @Override
  public void describe(ObjectNode schema) {
    schema.putArray("type").add("integer").add("string");
    schema.put("format", "length");
    schema.put("minimum", 0).put("maximum", MOST_PIXELS);
    schema.put("pattern", "^[0-9]+(\\.[0-9]+)?%?$");
  }
}
