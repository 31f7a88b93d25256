package io.darkroom.codecs.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Numbers in a range. Fractions are kept to four decimals so that both forms agree. */
record NumberType(double min, double max, boolean whole) implements ValueType<Number> {
  private static final Pattern FORM = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,9})?");

  NumberType {
    if (!(min <= max)) {
      throw new IllegalArgumentException("a number needs a range");
    }
  }

  @Override
  public Number read(String text) throws Unreadable {
    if (!FORM.matcher(text).matches()) {
      throw unreadable();
    }
    return checked(Double.parseDouble(text));
  }

  @Override
  public Number read(JsonNode json) throws Unreadable {
    if (!json.isNumber()) {
      throw unreadable();
    }
    return checked(json.doubleValue());
  }

  @Override
  public String text(Number value) {
    return plain(value.doubleValue());
  }

  @Override
  public JsonNode json(Number value) {
    return whole ? IntNode.valueOf(value.intValue()) : decimal(value.doubleValue());
  }

  @Override
  public void describe(ObjectNode schema) {
    schema.put("type", whole ? "integer" : "number");
    schema.set("minimum", whole ? IntNode.valueOf((int) min) : decimal(min));
    schema.set("maximum", whole ? IntNode.valueOf((int) max) : decimal(max));
  }

  private Number checked(double value) throws Unreadable {
    if (!(value >= min && value <= max) || (whole && value != Math.rint(value))) {
      throw unreadable();
    }
    if (whole) {
      return (int) value;
    }
    return rounded(value);
  }

  private Unreadable unreadable() {
    String kind = whole ? "a whole number" : "a number";
    return new Unreadable(kind + " from " + plain(min) + " to " + plain(max));
  }

  /** Four decimals, and never a negative zero. */
  static double rounded(double value) {
    return Math.rint(value * 1e4) / 1e4 + 0.0;
  }

  /** The shortest decimal form without an exponent. */
  static String plain(double value) {
    return value == 0 ? "0" : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  private static JsonNode decimal(double value) {
    return value == Math.rint(value) ? IntNode.valueOf((int) value) : DoubleNode.valueOf(value);
  }
}
