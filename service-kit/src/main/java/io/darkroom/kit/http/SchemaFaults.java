package io.darkroom.kit.http;

import io.darkroom.codecs.failure.Violation;
import io.vertx.json.schema.OutputUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Picks out of a validator's report what a sender can act on. The report repeats every fault at
 * each level above it, and calls a faulty known property an additional one.
 */
final class SchemaFaults {
  private static final int MOST = 50;
  private static final Set<String> WRAPPERS =
      Set.of(
          "$ref",
          "allOf",
          "properties",
          "items",
          "prefixItems",
          "patternProperties",
          "additionalProperties",
          "unevaluatedProperties",
          "dependentSchemas",
          "then",
          "else");
  private static final Set<String> UNKNOWN_PROPERTY =
      Set.of("additionalProperties", "unevaluatedProperties");
  private static final Pattern REQUIRED = Pattern.compile("required property \"(.*)\"");

  private SchemaFaults() {}

  static List<Violation> of(OutputUnit report) {
    List<OutputUnit> errors = report.getErrors() == null ? List.of() : report.getErrors();
    Set<Violation> found = new LinkedHashSet<>();
    for (OutputUnit error : errors) {
      if (!WRAPPERS.contains(keyword(error)) && !isChoiceWithReasons(error, errors)) {
        found.add(violation(error));
      }
    }
    for (OutputUnit error : errors) {
      String pointer = pointer(error);
      if (UNKNOWN_PROPERTY.contains(keyword(error)) && nothingBelow(pointer, found)) {
        found.add(new Violation(pointer, "unknown property"));
      }
    }
    if (found.isEmpty()) {
      found.add(new Violation("", "does not match the schema"));
    }
    return found.stream().limit(MOST).toList();
  }

  private static Violation violation(OutputUnit error) {
    String pointer = pointer(error);
    Matcher missing = REQUIRED.matcher(error.getError());
    if (missing.find()) {
      String name = missing.group(1).replace("~", "~0").replace("/", "~1");
      return new Violation(pointer + "/" + name, "is required");
    }
    return new Violation(pointer, error.getError());
  }

  private static boolean isChoiceWithReasons(OutputUnit error, List<OutputUnit> all) {
    String keyword = keyword(error);
    return (keyword.equals("oneOf") || keyword.equals("anyOf"))
        && all.stream()
            .anyMatch(e -> e.getKeywordLocation().startsWith(error.getKeywordLocation() + "/"));
  }

  private static boolean nothingBelow(String pointer, Set<Violation> found) {
    return found.stream()
        .map(Violation::pointer)
        .noneMatch(p -> p.equals(pointer) || p.startsWith(pointer + "/"));
  }

  private static String keyword(OutputUnit error) {
    String location = error.getKeywordLocation();
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private static String pointer(OutputUnit error) {
    String location = error.getInstanceLocation();
    return location.startsWith("#") ? location.substring(1) : location;
  }
}
