package io.darkroom.codecs.recipe;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An sRGB colour with straight alpha; every component is 0 to 255.
 *
 * <p>Written {@code ff8800} or {@code ff8800cc} in text, {@code #ff8800} in JSON; a few names are
 * understood in both.
 */
public record Colour(int red, int green, int blue, int alpha) {
  /** Fully transparent black. */
  public static final Colour TRANSPARENT = new Colour(0, 0, 0, 0);

  /** Opaque white. */
  public static final Colour WHITE = new Colour(255, 255, 255, 255);

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("transparent", "00000000"),
          Map.entry("black", "000000"),
          Map.entry("white", "ffffff"),
          Map.entry("gray", "808080"),
          Map.entry("grey", "808080"),
          Map.entry("silver", "c0c0c0"),
          Map.entry("red", "ff0000"),
          Map.entry("maroon", "800000"),
          Map.entry("orange", "ffa500"),
          Map.entry("gold", "ffd700"),
          Map.entry("yellow", "ffff00"),
          Map.entry("olive", "808000"),
          Map.entry("lime", "00ff00"),
          Map.entry("green", "008000"),
          Map.entry("teal", "008080"),
          Map.entry("aqua", "00ffff"),
          Map.entry("cyan", "00ffff"),
          Map.entry("blue", "0000ff"),
          Map.entry("navy", "000080"),
          Map.entry("purple", "800080"),
          Map.entry("magenta", "ff00ff"),
          Map.entry("pink", "ffc0cb"),
          Map.entry("brown", "a52a2a"));

  public Colour {
    if (((red | green | blue | alpha) & ~0xff) != 0) {
      throw new IllegalArgumentException("colour components are 0 to 255");
    }
  }

  /** Reads six or eight hexadecimal digits, with or without {@code #}, or a name. */
  public static Optional<Colour> parse(String text) {
    String hex = NAMES.getOrDefault(text.toLowerCase(Locale.ROOT), text);
    if (hex.startsWith("#")) {
      hex = hex.substring(1);
    }
    if (!hex.matches("[0-9a-fA-F]{6}([0-9a-fA-F]{2})?")) {
      return Optional.empty();
    }
    long bits = Long.parseLong(hex.length() == 6 ? hex + "ff" : hex, 16);
    return Optional.of(
        new Colour(
            (int) (bits >> 24) & 0xff,
            (int) (bits >> 16) & 0xff,
            (int) (bits >> 8) & 0xff,
            (int) bits & 0xff));
  }

  /** Lower-case digits without {@code #}; alpha only when it is not opaque. */
  public String hex() {
    String rgb = String.format(Locale.ROOT, "%02x%02x%02x", red, green, blue);
    return alpha == 255 ? rgb : rgb + String.format(Locale.ROOT, "%02x", alpha);
  }

  /** Whether nothing shines through. */
  public boolean opaque() {
    return alpha == 255;
  }
}
