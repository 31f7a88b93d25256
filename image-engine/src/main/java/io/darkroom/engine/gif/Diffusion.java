package io.darkroom.engine.gif;

import java.util.Arrays;

/**
 * Brings rows to the colours of a palette and spreads what each pixel is off over those around it
 * that are still to come (Floyd and Steinberg, An Adaptive Algorithm for Spatial Greyscale, 1976),
 * in turns from the left and from the right. Only where the picture is smooth: what has more grain
 * than the steps between colours shows no bands, and would only get noise. Sums of errors are held
 * in parts of 256 of a level.
 */
final class Diffusion {
  private static final int UNITS = 8;
  private static final int FULL = 255 << UNITS;

  /**
   * No pixel hands on more than so many times the palette's mean error and so many levels: what
   * adds up where a colour lies outside of all that the palette has, would else break out in spots.
   */
  private static final int MOST = 4;

  private static final int MOST_LEVELS = 2;

  /** Differences to three neighbours. */
  private static final int ROUGHEST = 3 * 255;

  /** Up to so many times the palette's mean error, a mean difference to neighbours is smooth. */
  private static final double SMOOTH = 1;

  /** From so many times on nothing is spread. */
  private static final double ROUGH = 2;

  private final Palette palette;
  private final NearestColour nearest;
  private final int[] colours;
  private final int width;
  private final int most;

  /** How much of an error is spread, of 256, by the differences to neighbours. */
  private final int[] parts = new int[ROUGHEST + 1];

  private int[] light;
  private int[] lightAbove;
  private int[] here;
  private int[] below;
  private int rows;

  /**
   * For rows of this width.
   *
   * @param strength 0 for none, 1 to hand on all of an error
   */
  Diffusion(Palette palette, double strength, int width) {
    this.palette = palette;
    this.nearest = palette.nearest();
    this.colours = palette.colours();
    this.width = width;
    light = new int[width + 2];
    lightAbove = new int[width + 2];
    here = new int[3 * (width + 2)];
    below = new int[3 * (width + 2)];
    double off = Math.sqrt(palette.error() / 3);
    most = (int) Math.round((MOST * off + MOST_LEVELS) * (1 << UNITS));
    for (int i = 0; i < parts.length; i++) {
      double rough = i / 3.0 / Math.max(off, 0.1);
      parts[i] =
          (int) Math.round(256 * strength * Math.clamp((ROUGH - rough) / (ROUGH - SMOOTH), 0, 1));
    }
  }

  /** The indices of the next row. */
  void row(int[] pixels, int from, byte[] indices) {
    weigh(pixels, from);
    boolean plain = palette.plain().size() > 0;
    int step = rows++ % 2 == 0 ? 1 : -1;
    int red = 0;
    int green = 0;
    int blue = 0;
    int redUnder = 0;
    int greenUnder = 0;
    int blueUnder = 0;
    int redBefore = 0;
    int greenBefore = 0;
    int blueBefore = 0;
    int x = step > 0 ? 0 : width - 1;
    int at = 3 * x + 3;
    for (int n = 0; n < width; n++) {
      int pixel = pixels[from + x];
      int number = pixel >= 0 ? palette.transparent() : plain ? palette.plain().number(pixel) : -1;
      if (number >= 0) {
        red = 0;
        green = 0;
        blue = 0;
      } else {
        red = Math.clamp((pixel >> 8 & 0xff00) + 7 * red + here[at], 0, FULL);
        green = Math.clamp((pixel & 0xff00) + 7 * green + here[at + 1], 0, FULL);
        blue = Math.clamp((pixel << 8 & 0xff00) + 7 * blue + here[at + 2], 0, FULL);
        number = nearest.find((red + 127) >> UNITS, (green + 127) >> UNITS, (blue + 127) >> UNITS);
        number &= 0xff;
        int colour = colours[number];
        int part = parts[roughness(x + 1)];
        red = spread(red - (colour >> 8 & 0xff00), part);
        green = spread(green - (colour & 0xff00), part);
        blue = spread(blue - (colour << 8 & 0xff00), part);
      }
      indices[x] = (byte) number;
      int behind = at - 3 * step;
      below[behind] = redUnder + 3 * red;
      below[behind + 1] = greenUnder + 3 * green;
      below[behind + 2] = blueUnder + 3 * blue;
      redUnder = redBefore + 5 * red;
      greenUnder = greenBefore + 5 * green;
      blueUnder = blueBefore + 5 * blue;
      redBefore = red;
      greenBefore = green;
      blueBefore = blue;
      at += 3 * step;
      x += step;
    }
    below[at - 3 * step] = redUnder;
    below[at - 3 * step + 1] = greenUnder;
    below[at - 3 * step + 2] = blueUnder;
    int[] done = here;
    here = below;
    below = done;
  }

  /** The indices of a row whose colours the palette has. */
  void exact(int[] pixels, int from, byte[] indices) {
    int before = 0;
    int index = palette.transparent();
    for (int x = 0; x < width; x++) {
      int pixel = pixels[from + x];
      if (pixel != before) {
        before = pixel;
        index = pixel < 0 ? number(pixel) : palette.transparent();
      }
      indices[x] = (byte) index;
    }
  }

  private int number(int pixel) {
    int number = palette.plain().number(pixel);
    return number >= 0
        ? number
        : nearest.find(pixel >> 16 & 0xff, pixel >> 8 & 0xff, pixel & 0xff) & 0xff;
  }

  /** A sixteenth of what is spread of an error. */
  private int spread(int error, int part) {
    return (Math.clamp(error, -most, most) * part + (1 << 11)) >> 12;
  }

  /** How light the pixels of a row are, with the outermost repeated on both sides. */
  private void weigh(int[] pixels, int from) {
    int[] done = lightAbove;
    lightAbove = light;
    light = done;
    for (int x = 0; x < width; x++) {
      int pixel = pixels[from + x];
      light[x + 1] = ((pixel >> 16 & 0xff) * 2 + (pixel >> 8 & 0xff) * 5 + (pixel & 0xff)) >> 3;
    }
    light[0] = light[1];
    light[width + 1] = light[width];
    if (rows == 0) {
      lightAbove = Arrays.copyOf(light, light.length);
    }
  }

  private int roughness(int x) {
    int own = light[x];
    return Math.abs(own - light[x - 1])
        + Math.abs(own - light[x + 1])
        + Math.abs(own - lightAbove[x]);
  }
}
