package io.darkroom.engine.plan;

/** Angles and EXIF orientations in whole terms. */
public final class Turn {
  private Turn() {}

  /** The angle from 0 up to, but not including, 360. */
  public static double normal(double angle) {
    double turned = angle % 360;
    return turned < 0 ? turned + 360 : turned;
  }

  /** Whether the turn moves whole pixels. */
  public static boolean right(double angle) {
    return normal(angle) % 90 == 0;
  }

  /** Width of the box around a turned image. */
  public static int boxWidth(int width, int height, double angle) {
    return across(width, height, angle);
  }

  /** Height of the box around a turned image. */
  public static int boxHeight(int width, int height, double angle) {
    return across(height, width, angle);
  }

  private static int across(int along, int other, double angle) {
    if (right(angle)) {
      return normal(angle) % 180 == 0 ? along : other;
    }
    double radians = Math.toRadians(angle);
    double length = Math.abs(along * Math.cos(radians)) + Math.abs(other * Math.sin(radians));
    return (int) Math.ceil(length - 1e-6);
  }
}
