package io.darkroom.job.domain.link;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Recipes as a part of a path: what every client and cache leaves alone stays readable, the rest is
 * escaped once more, percent signs of the recipe's own escapes included.
 */
final class LinkPath {
  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/:=,";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private LinkPath() {}

  static String encode(String recipe) {
    StringBuilder path = new StringBuilder();
    for (byte b : recipe.getBytes(StandardCharsets.UTF_8)) {
      if (b > 0 && PLAIN.indexOf(b) >= 0) {
        path.append((char) b);
      } else {
        path.append('%').append(HEX.toHexDigits(b));
      }
    }
    return path.toString();
  }
}
