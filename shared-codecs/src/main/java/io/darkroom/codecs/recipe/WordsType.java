package io.darkroom.codecs.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Pattern;

/** Free text, percent-encoded in the text form. */
record WordsType(int shortest, int longest, String pattern) implements ValueType<String> {
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\\n]]");

  @Override
  public String read(String text) throws Unreadable {
    return checked(
        PercentEncoding.decode(text).orElseThrow(() -> new Unreadable("percent-encoded text")));
  }

  @Override
  public String read(JsonNode json) throws Unreadable {
    if (!json.isTextual()) {
      throw new Unreadable("text");
    }
    return checked(json.textValue());
  }

  @Override
  public String text(String value) {
    return PercentEncoding.encode(value);
  }

  @Override
  public JsonNode json(String value) {
    return TextNode.valueOf(value);
  }

  @Override
  public void describe(ObjectNode schema) {
    schema.put("type", "string").put("minLength", shortest).put("maxLength", longest);
    if (!pattern.isEmpty()) {
      schema.put("pattern", "^" + pattern + "$");
    }
  }

  private String checked(String value) throws Unreadable {
    int length = value.codePointCount(0, value.length());
    if (length < shortest || length > longest) {
      throw new Unreadable("text of " + shortest + " to " + longest + " characters");
    }
    if (!pattern.isEmpty() && !value.matches(pattern)) {
      throw new Unreadable("text that matches " + pattern);
    }
    if (CONTROL.matcher(value).find()) {
      throw new Unreadable("text without control characters");
    }
    return value;
  }
}
