package io.darkroom.engine.vips;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What steps work on: one frame, or the frames of an animation.
 *
 * @param delays milliseconds for each frame
 * @param loops times to play, 0 for ever
 */
record Picture(List<VipsImage> frames, List<Integer> delays, int loops) {
  static Picture still(VipsImage image) {
    return new Picture(List.of(image), List.of(0), 0);
  }

  VipsImage first() {
    return frames.getFirst();
  }

  boolean animated() {
    return frames.size() > 1;
  }

  Picture map(UnaryOperator<VipsImage> change) {
    return new Picture(frames.stream().map(change).toList(), delays, loops);
  }

  Picture faster(double factor) {
    return new Picture(
        frames,
        delays.stream().map(d -> (int) Math.max(10, Math.round(d / factor))).toList(),
        loops);
  }

  Picture looping(int times) {
    return new Picture(frames, delays, times);
  }
}
