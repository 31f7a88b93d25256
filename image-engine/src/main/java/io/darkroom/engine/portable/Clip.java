package io.darkroom.engine.portable;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One frame, or the frames of an animation, all of one size.
 *
 * @param delays milliseconds that each frame is shown
 * @param loops times the animation plays, 0 for ever
 */
record Clip(List<Pixels> frames, List<Integer> delays, int loops) {
  Clip {
    frames = List.copyOf(frames);
    delays = List.copyOf(delays);
    if (frames.isEmpty() || frames.size() != delays.size()) {
      throw new IllegalArgumentException("a clip has frames and a delay for each");
    }
  }

  /** A still. */
  static Clip still(Pixels pixels) {
    return new Clip(List.of(pixels), List.of(100), 0);
  }

  Pixels first() {
    return frames.getFirst();
  }

  boolean animated() {
    return frames.size() > 1;
  }

  boolean alpha() {
    return frames.stream().anyMatch(Pixels::alpha);
  }

  /** Every frame changed. */
  Clip map(UnaryOperator<Pixels> change) {
    return new Clip(frames.stream().map(change).toList(), delays, loops);
  }

  /** One frame alone. */
  Clip frame(int index) {
    return still(frames.get(Math.min(index, frames.size() - 1)));
  }

  /** Played faster or slower. */
  Clip faster(double factor) {
    return new Clip(
        frames,
        delays.stream().map(d -> (int) Math.max(10, Math.round(d / factor))).toList(),
        loops);
  }

  /** Played another number of times. */
  Clip looping(int times) {
    return new Clip(frames, delays, times);
  }
}
