package io.darkroom.engine.vips;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * What a profile makes of inks: the colours of a grid of cyan, magenta, yellow and black, between
 * which others are interpolated. A colour management system works out such a table for each
 * transform, too, which takes longer than a small picture. For any thread.
 */
final class InkTable {
  /** Amounts of an ink, so many that each is a whole number of 0 to 255. */
  private static final int GRID = 16;

  private static final int STEP = 255 / (GRID - 1);
  private static final int COLOURS = 3;
  private static final int INKS = 4;
  private static final int ROW = GRID * GRID;

  /** Places in the table from one amount of an ink to the next, the first ink's first. */
  private static final int[] STRIDES = {
    COLOURS * GRID * GRID * GRID, COLOURS * GRID * GRID, COLOURS * GRID, COLOURS
  };

  /** From the first to each of the points around a colour. */
  private static final int[] CORNERS = corners();

  /** Bits of a colour in the table, so that no sum of weighted ones overflows. */
  private static final int BITS = 14;

  private static final int ALL = STEP * STEP * STEP * STEP;

  private final char[] colours;

  private InkTable(char[] colours) {
    this.colours = colours;
  }

  /**
   * Works a table out; takes some hundredths of a second.
   *
   * @param profile of the inks, or empty for those that libvips assumes
   * @throws VipsException when the profile is of no use
   */
  static InkTable of(Scope scope, byte[] profile) {
    byte[] inks = new byte[ROW * ROW * INKS];
    for (int i = 0; i < ROW * ROW; i++) {
      for (int ink = 0, place = i; ink < INKS; ink++, place /= GRID) {
        inks[i * INKS + INKS - 1 - ink] = (byte) (place % GRID * STEP);
      }
    }
    byte[] samples =
        Colours.transform(image(scope, inks, ROW, profile), true).set("depth", 16).run().samples();
    if (samples.length != ROW * ROW * COLOURS * Character.BYTES) {
      throw new VipsException("icc_transform", "no colours");
    }
    char[] colours = MemorySegment.ofArray(samples).toArray(ValueLayout.JAVA_CHAR_UNALIGNED);
    for (int i = 0; i < colours.length; i++) {
      colours[i] >>= Character.SIZE - BITS;
    }
    return new InkTable(colours);
  }

  /** Pixels of four inks with their profile, unless that is empty. */
  static VipsImage image(Scope scope, byte[] inks, int width, byte[] profile) {
    VipsImage image =
        scope
            .image(inks, width, inks.length / INKS / width, INKS)
            .operation("copy")
            .set("interpretation", "cmyk")
            .run();
    if (profile.length > 0) {
      image.setField(VipsImage.PROFILE, profile);
    }
    return image;
  }

  /** The colours of pixels of four inks, 8 bits each. */
  byte[] colours(byte[] inks) {
    byte[] result = new byte[inks.length / INKS * COLOURS];
    int[] weights = new int[1 << INKS];
    for (int from = 0, to = 0; from < inks.length; from += INKS, to += COLOURS) {
      int base = 0;
      weights[0] = 1;
      for (int ink = 0; ink < INKS; ink++) {
        int amount = inks[from + ink] & 0xff;
        int cell = Math.min(amount / STEP, GRID - 2);
        base += cell * STRIDES[ink];
        share(weights, 1 << ink, amount - cell * STEP);
      }
      mix(base, weights, result, to);
    }
    return result;
  }

  /** Shares weights between the lower and the upper amount of the next ink. */
  private static void share(int[] weights, int count, int above) {
    for (int i = 0; i < count; i++) {
      weights[count + i] = weights[i] * above;
      weights[i] *= STEP - above;
    }
  }

  private void mix(int base, int[] weights, byte[] to, int at) {
    int red = 0;
    int green = 0;
    int blue = 0;
    for (int corner = 0; corner < CORNERS.length; corner++) {
      int weight = weights[corner];
      int place = base + CORNERS[corner];
      red += weight * colours[place];
      green += weight * colours[place + 1];
      blue += weight * colours[place + 2];
    }
    to[at] = eightBit(red);
    to[at + 1] = eightBit(green);
    to[at + 2] = eightBit(blue);
  }

  /** Rounds to 8 bits. */
  private static byte eightBit(int weighted) {
    int most = (1 << BITS) - 1;
    return (byte) ((weighted / ALL * 255 + most / 2) / most);
  }

  private static int[] corners() {
    int[] places = new int[1 << INKS];
    for (int corner = 0; corner < places.length; corner++) {
      for (int ink = 0; ink < INKS; ink++) {
        places[corner] += (corner >> ink & 1) * STRIDES[ink];
      }
    }
    return places;
  }
}
