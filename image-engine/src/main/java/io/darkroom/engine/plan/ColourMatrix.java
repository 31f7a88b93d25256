package io.darkroom.engine.plan;

/**
 * A linear change of colour on gamma-encoded sRGB values, as CSS filters define them.
 *
 * @param rows for each resulting component the weights of red, green and blue
 */
@SuppressWarnings("ArrayRecordComponent") // a constant table; nobody compares it
public record ColourMatrix(double[][] rows) {
  /** Brightness by the weights of JPEG (ITU-R BT.601), in every component. */
  public static ColourMatrix grey() {
    double[] luma = {0.299, 0.587, 0.114};
    return new ColourMatrix(new double[][] {luma, luma, luma});
  }

  /** Old-photograph brown; 0 changes nothing, 1 is full. */
  public static ColourMatrix sepia(double amount) {
    double[][] full = {{0.393, 0.769, 0.189}, {0.349, 0.686, 0.168}, {0.272, 0.534, 0.131}};
    double[][] rows = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        rows[i][j] = full[i][j] * amount + (i == j ? 1 - amount : 0);
      }
    }
    return new ColourMatrix(rows);
  }

  /** More or less colourful; 1 changes nothing, 0 is grey. */
  public static ColourMatrix saturation(double factor) {
    double[] luma = {0.2126, 0.7152, 0.0722};
    double[][] rows = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        rows[i][j] = luma[j] * (1 - factor) + (i == j ? factor : 0);
      }
    }
    return new ColourMatrix(rows);
  }

  /** Colours turned around the grey axis by an angle in degrees. */
  public static ColourMatrix hue(double angle) {
    double cos = Math.cos(Math.toRadians(angle));
    double sin = Math.sin(Math.toRadians(angle));
    return new ColourMatrix(
        new double[][] {
          {
            0.213 + cos * 0.787 - sin * 0.213,
            0.715 - cos * 0.715 - sin * 0.715,
            0.072 - cos * 0.072 + sin * 0.928
          },
          {
            0.213 - cos * 0.213 + sin * 0.143,
            0.715 + cos * 0.285 + sin * 0.140,
            0.072 - cos * 0.072 - sin * 0.283
          },
          {
            0.213 - cos * 0.213 - sin * 0.787,
            0.715 - cos * 0.715 + sin * 0.715,
            0.072 + cos * 0.928 + sin * 0.072
          }
        });
  }
}
