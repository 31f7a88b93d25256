package io.darkroom.codecs.recipe;

/** Which part of an area to hold on to. */
public enum Gravity implements Wired {
  CENTRE(0.5, 0.5),
  NORTH(0.5, 0),
  NORTHEAST(1, 0),
  EAST(1, 0.5),
  SOUTHEAST(1, 1),
  SOUTH(0.5, 1),
  SOUTHWEST(0, 1),
  WEST(0, 0.5),
  NORTHWEST(0, 0);

  private final double x;
  private final double y;

  Gravity(double x, double y) {
    this.x = x;
    this.y = y;
  }

  /** Horizontal place, 0 for left to 1 for right. */
  public double x() {
    return x;
  }

  /** Vertical place, 0 for top to 1 for bottom. */
  public double y() {
    return y;
  }
}
