package io.darkroom.engine.plan;

/** How much larger than its result a JPEG is decoded, so that the filter keeps it sharp. */
public final class DecodeMargin {
  /** At least so many times as wide and high. */
  public static final double TIMES = 1.2;

  /** Of more pixels, twice as many on a side as the result has suffice: decoding all is costly. */
  public static final long CHEAP_PIXELS = 4_000_000;

  private DecodeMargin() {}
}
