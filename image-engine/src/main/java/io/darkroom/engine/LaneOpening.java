package io.darkroom.engine;

/** What came of opening a lane. */
public sealed interface LaneOpening {
  /** It is ready. */
  record Open(Lane lane) implements LaneOpening {}

  /** It cannot run here, or is switched off; the reason is for operators. */
  record Unavailable(String reason) implements LaneOpening {}
}
