package io.darkroom.codecs.recipe;

/**
 * A length in pixels or in percent of the image's side.
 *
 * @param value pixels (whole, 0 to 100,000) or percent (0 to 100)
 * @param percent which of the two
 */
public record Length(double value, boolean percent) {
  /** A length in pixels. */
  public static Length pixels(int pixels) {
    return new Length(pixels, false);
  }

  /** A length in percent. */
  public static Length percent(double percent) {
    return new Length(percent, true);
  }

  /** This length in whole pixels of a side. */
  public int of(int side) {
    return (int) Math.round(percent ? side * value / 100 : value);
  }
}
