package io.darkroom.processing.admission;

/** Who is served first. */
public enum Rank {
  /** Somebody waits for the answer. */
  RENDER,
  /** Part of a job. */
  TASK
}
