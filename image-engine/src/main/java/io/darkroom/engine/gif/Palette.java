package io.darkroom.engine.gif;

/** The colours that a frame is written in, and a way to find the nearest. */
final class Palette {
  private static final int CELL_BITS = 6;

  private final int[] colours;
  private final int transparent;
  private final ExactColours plain;
  private final NearestColour nearest;
  private final double error;

  private Palette(int[] colours, boolean holes, ExactColours plain, Histogram histogram) {
    this.colours = colours;
    this.transparent = holes ? colours.length : -1;
    this.plain = plain;
    this.nearest = new NearestColour(CELL_BITS).among(colours);
    this.error = histogram == null ? 0 : error(histogram);
  }

  /** Exactly these colours; nothing is lost. */
  static Palette exact(ExactColours colours, boolean holes) {
    if (colours.size() == 0) {
      colours.add(0, 0);
    }
    return new Palette(colours.colours(), holes, colours, null);
  }

  /** Colours that a picture is brought to. */
  static Palette of(int[] colours, boolean holes, ExactColours plain, Histogram histogram) {
    return new Palette(colours, holes, plain, histogram);
  }

  /** The colours, at most 256 with the transparent one. */
  int[] colours() {
    return colours;
  }

  /** The index behind the colours that is transparent, or -1. */
  int transparent() {
    return transparent;
  }

  /** Those of the colours that are never dithered. */
  ExactColours plain() {
    return plain;
  }

  NearestColour nearest() {
    return nearest;
  }

  /** The mean square by which the colours miss those of the frame that they were made for. */
  double error() {
    return error;
  }

  /** The mean square by which they would miss those of another frame. */
  double error(Histogram histogram) {
    double sum = 0;
    for (int i = 0; i < histogram.size(); i++) {
      int mean = histogram.mean(i);
      int red = mean >> 16 & 0xff;
      int green = mean >> 8 & 0xff;
      int blue = mean & 0xff;
      sum += (double) (nearest.find(red, green, blue) >> 8) * histogram.weight(i);
    }
    return sum / Math.max(1, histogram.total());
  }

  /** Whether every one of these colours is here. */
  boolean holds(ExactColours others) {
    for (int colour : others.colours()) {
      if (nearest.find(colour >> 16 & 0xff, colour >> 8 & 0xff, colour & 0xff) >> 8 != 0) {
        return false;
      }
    }
    return true;
  }

  /** Bits of an index, 1 to 8. */
  int bits() {
    int size = colours.length + (transparent < 0 ? 0 : 1);
    return Math.max(1, 32 - Integer.numberOfLeadingZeros(size - 1));
  }

  /** The colour table as it is in files. */
  void write(ByteSink out) {
    for (int i = 0; i < 1 << bits(); i++) {
      int colour = i < colours.length ? colours[i] : 0;
      out.put(colour >> 16);
      out.put(colour >> 8);
      out.put(colour);
    }
  }
}
