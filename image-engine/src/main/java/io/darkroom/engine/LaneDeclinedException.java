package io.darkroom.engine;

/**
 * A {@link SelectiveLane} found, on a closer look at the bytes, that it cannot vouch for them; the
 * next lane decides what becomes of the image.
 */
public final class LaneDeclinedException extends RuntimeException {
  /** With what it found, for the log. */
  public LaneDeclinedException(String reason) {
    super(reason, null, false, false);
  }
}
