package io.darkroom.engine.vips;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What steps work on: one frame, or the frames of an animation, apart or below each other in one
 * strip. A strip is cheaper for whatever does not look above or below a pixel.
 *
 * @param strip all frames, or null when they are apart
 * @param apart one image for each frame, or empty when they are in a strip
 * @param delays milliseconds for each frame
 * @param loops times to play, 0 for ever
 */
record Picture(VipsImage strip, List<VipsImage> apart, List<Integer> delays, int loops) {
  static Picture still(VipsImage image) {
    return new Picture(null, List.of(image), List.of(0), 0);
  }

  static Picture strip(VipsImage strip, List<Integer> delays, int loops) {
    return new Picture(strip, List.of(), delays, loops);
  }

  /** How many frames. */
  int count() {
    return delays.size();
  }

  boolean animated() {
    return count() > 1;
  }

  int width() {
    return any().width();
  }

  int height() {
    return strip == null ? any().height() : strip.height() / count();
  }

  boolean hasAlpha() {
    return any().hasAlpha();
  }

  /** Every frame by itself; a strip is computed into memory for that. */
  List<VipsImage> frames() {
    return strip == null ? apart : Animation.cut(strip.inMemory(), count());
  }

  /** The same, of which frames are computed while others are encoded, where that pays. */
  Picture ahead() {
    return strip == null || !FramesAhead.suits(strip)
        ? this
        : strip(FramesAhead.of(strip, count()), delays, loops);
  }

  /** Changes each frame by itself. */
  Picture map(UnaryOperator<VipsImage> change) {
    return new Picture(null, frames().stream().map(change).toList(), delays, loops);
  }

  /** Makes a change for which no pixel looks at those above and below it. */
  Picture mapRows(UnaryOperator<VipsImage> change) {
    return strip == null ? map(change) : strip(change.apply(strip), delays, loops);
  }

  Picture faster(double factor) {
    return new Picture(
        strip,
        apart,
        delays.stream().map(d -> (int) Math.max(10, Math.round(d / factor))).toList(),
        loops);
  }

  Picture looping(int times) {
    return new Picture(strip, apart, delays, times);
  }

  private VipsImage any() {
    return strip == null ? apart.getFirst() : strip;
  }
}
