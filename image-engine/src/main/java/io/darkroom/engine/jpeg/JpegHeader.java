package io.darkroom.engine.jpeg;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * What the segments of a file say.
 *
 * @param progressive whether coefficients are spread over scans
 * @param components one for grey, or three for brightness and two colours
 * @param scans the only one, or all of a progressive file
 */
record JpegHeader(
    int width, int height, boolean progressive, List<Component> components, List<Scan> scans) {
  private static final int BLOCK = 8;

  /** MCUs of all components, beside each other. */
  int acrossMcus() {
    return Math.ceilDiv(width, BLOCK * components.getFirst().across());
  }

  /** MCUs of all components, below each other. */
  int downMcus() {
    return Math.ceilDiv(height, BLOCK * components.getFirst().down());
  }

  /** Blocks of a component that hold samples, beside each other. */
  int acrossBlocks(Component component) {
    int first = components.getFirst().across();
    return Math.ceilDiv(Math.ceilDiv(width * component.across(), first), BLOCK);
  }

  /** Blocks of a component that hold samples, below each other. */
  int downBlocks(Component component) {
    int first = components.getFirst().down();
    return Math.ceilDiv(Math.ceilDiv(height * component.down(), first), BLOCK);
  }

  /** On a side of what a block of a component becomes; 0 when nobody needs it. */
  int points(int component, int shrink, Colours colours) {
    Component first = components.getFirst();
    Component it = components.get(component);
    boolean half = 2 * it.across() == first.across() && 2 * it.down() == first.down();
    if (colours == Colours.NONE && component > 0) {
      return 0;
    }
    return colours == Colours.FINE && half ? 2 * BLOCK / shrink : BLOCK / shrink;
  }

  /** What became of a component whose blocks are as many points on a side. */
  Plane plane(Component component, int points, MemorySegment samples, int stride) {
    Component first = components.getFirst();
    double scale = (double) points / BLOCK;
    double spanX = width * scale * component.across() / first.across();
    double spanY = height * scale * component.down() / first.down();
    return new Plane(samples, stride, (int) Math.ceil(spanX), (int) Math.ceil(spanY), spanX, spanY);
  }
}
