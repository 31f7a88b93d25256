package io.darkroom.kit.config;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of data.
 *
 * @param bytes how many, zero or more
 */
public record DataSize(long bytes) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,18})\\s*([a-zA-Z]*)");
  private static final Map<String, Long> UNITS =
      Map.of(
          "",
          1L,
          "b",
          1L,
          "kb",
          1_000L,
          "mb",
          1_000_000L,
          "gb",
          1_000_000_000L,
          "kib",
          1L << 10,
          "mib",
          1L << 20,
          "gib",
          1L << 30,
          "tib",
          1L << 40);

  public DataSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("a data size is not negative");
    }
  }

  /** Reads {@code 512}, {@code 64MiB}, {@code 10MB}. */
  public static DataSize parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    Long unit = form.matches() ? UNITS.get(form.group(2).toLowerCase(Locale.ROOT)) : null;
    if (unit == null) {
      throw new IllegalArgumentException("expected a size such as 64MiB");
    }
    try {
      return new DataSize(Math.multiplyExact(Long.parseLong(form.group(1)), unit));
    } catch (ArithmeticException overflow) {
      throw new IllegalArgumentException("the size is too large", overflow);
    }
  }

  /** The size in the largest unit that divides it. */
  @Override
  public String toString() {
    String[] names = {"TiB", "GiB", "MiB", "KiB"};
    for (int i = 0, shift = 40; i < names.length; i++, shift -= 10) {
      if (bytes != 0 && bytes % (1L << shift) == 0) {
        return (bytes >> shift) + names[i];
      }
    }
    return bytes + "B";
  }
}
