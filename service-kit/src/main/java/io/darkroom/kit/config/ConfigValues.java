package io.darkroom.kit.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns the text of one setting into the type its record asks for. */
final class ConfigValues {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h|d)");

  private ConfigValues() {}

  /** Reads a value; the message of the exception says what was expected. */
  static Object parse(String text, Class<?> type) {
    String value = text.strip();
    if (type == String.class) {
      return value;
    } else if (type == Secret.class) {
      return Secret.of(text);
    } else if (type == int.class || type == Integer.class) {
      return number(value, Integer::parseInt);
    } else if (type == long.class || type == Long.class) {
      return number(value, Long::parseLong);
    } else if (type == double.class || type == Double.class) {
      return finite(number(value, Double::parseDouble));
    } else if (type == boolean.class || type == Boolean.class) {
      return bool(value);
    } else if (type == Duration.class) {
      return duration(value);
    } else if (type == DataSize.class) {
      return DataSize.parse(value);
    } else if (type == Path.class) {
      return Path.of(value);
    } else if (type.isEnum()) {
      return constant(value, type);
    }
    throw new IllegalArgumentException("settings of type " + type.getSimpleName() + " are unknown");
  }

  /** Reads a comma-separated list; blank text is the empty list. */
  static List<Object> parseList(String text, Class<?> type) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .map(part -> parse(part, type))
        .toList();
  }

  /** Checks a value against its range. */
  static void check(Object value, Range range) {
    double n =
        switch (value) {
          case Number number -> number.doubleValue();
          case Duration duration -> duration.toMillis();
          case DataSize size -> size.bytes();
          default -> throw new IllegalArgumentException("has no range");
        };
    if (n < range.min() || n > range.max()) {
      throw new IllegalArgumentException(
          range.max() == Long.MAX_VALUE
              ? "must be at least " + range.min()
              : "must be between " + range.min() + " and " + range.max());
    }
  }

  private interface NumberParser<N> {
    N parse(String text);
  }

  private static <N> N number(String value, NumberParser<N> parser) {
    try {
      return parser.parse(value);
    } catch (NumberFormatException wrong) {
      throw new IllegalArgumentException("expected a number", wrong);
    }
  }

  private static double finite(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("expected a finite number");
    }
    return value;
  }

  private static boolean bool(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "1" -> true;
      case "false", "no", "off", "0" -> false;
      default -> throw new IllegalArgumentException("expected true or false");
    };
  }

  private static Duration duration(String value) {
    Matcher form = DURATION.matcher(value);
    if (!form.matches()) {
      throw new IllegalArgumentException("expected a duration such as 250ms, 30s, 5m, 12h or 7d");
    }
    long amount = Long.parseLong(form.group(1));
    return switch (form.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static Object constant(String value, Class<?> type) {
    for (Object constant : type.getEnumConstants()) {
      if (wire(constant).equalsIgnoreCase(value)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        Arrays.stream(type.getEnumConstants())
            .map(ConfigValues::wire)
            .collect(Collectors.joining(", ", "expected one of ", "")));
  }

  private static String wire(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
