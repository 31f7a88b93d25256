package io.darkroom.engine.gif;

import io.darkroom.codecs.recipe.GifOutput;
import java.util.List;

/**
 * Chooses the colours of each frame: all of them where they are few, those of a frame before where
 * they serve, or others.
 */
final class PaletteChoice {
  /** A palette is kept for a frame that it misses by at most so much more than its own. */
  private static final double WORSE = 1.25;

  private static final double EQUAL = 0.3;

  /** Of fewer colours none is given away to leave out what is shown already. */
  private static final int MANY = 32;

  private final int most;
  private final int effort;
  private final boolean animated;
  private final Runnable check;
  private final Histogram histogram;
  private Palette first;
  private Palette last;

  PaletteChoice(GifOutput output, boolean animated, Runnable check) {
    this.most = output.colours();
    this.effort = output.effort();
    this.animated = animated;
    this.check = check;
    this.histogram = new Histogram(Histogram.MOST_FEW >> (effort < 4 ? 4 : effort < 8 ? 2 : 0));
  }

  /**
   * What a frame is written in.
   *
   * @param exact whether the palette has every colour of the frame
   */
  record Choice(Palette palette, boolean exact) {}

  /** The palette for a frame; the frame may be made to write what is shown already. */
  Choice choose(Frame frame) {
    boolean holes = frame.keepsHoles();
    if (!holes) {
      frame.fillHoles();
    }
    ExactColours few = ExactColours.of(frame, holes ? most - 1 : most);
    if (few == null && holes && most < MANY && !frame.transparent()) {
      frame.fillHoles();
      holes = false;
      few = ExactColours.of(frame, most);
    }
    last = few == null ? near(frame, holes) : exact(few, holes);
    first = first == null ? last : first;
    return new Choice(last, few != null);
  }

  private Palette exact(ExactColours few, boolean holes) {
    for (Palette before : known()) {
      if ((!holes || before.transparent() >= 0) && before.holds(few)) {
        return before;
      }
    }
    return Palette.exact(few, holes || (animated && few.size() < most));
  }

  private Palette near(Frame frame, boolean holes) {
    histogram.count(frame, check);
    for (Palette before : known()) {
      if ((!holes || before.transparent() >= 0) && serves(before)) {
        return before;
      }
    }
    histogram.vote(frame, check);
    boolean slot = holes || (animated && most >= MANY);
    Clusters clusters =
        new Clusters(histogram, VarianceBoxes.colours(histogram, slot ? most - 1 : most));
    int[] colours = clusters.refined(1 + effort / 3, check);
    ExactColours plain = new ExactColours();
    for (int i = 0; i < colours.length; i++) {
      if (clusters.plain(i) && plain.number(colours[i]) < 0) {
        plain.add(colours[i], i);
      }
    }
    return Palette.of(colours, slot, plain, histogram);
  }

  private List<Palette> known() {
    return first == null ? List.of() : first == last ? List.of(first) : List.of(first, last);
  }

  private boolean serves(Palette palette) {
    return palette.error(histogram) <= palette.error() * WORSE + EQUAL;
  }
}
