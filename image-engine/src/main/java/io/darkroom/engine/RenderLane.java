package io.darkroom.engine;

/** Which share of the workers a render belongs to. */
public enum RenderLane {
  /** Cheap: decoded in parts, or small. */
  NORMAL,
  /** Large, or of a kind that must be decoded as a whole. */
  HEAVY
}
