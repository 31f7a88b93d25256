package io.darkroom.job.domain;

import java.util.Locale;

/** The states of a job; the last four are final. */
public enum JobStatus {
  QUEUED,
  RUNNING,
  SUCCEEDED,
  PARTIAL,
  FAILED,
  CANCELLED;

  /** The lower-case name in the database and the API. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether all tasks are in a final state. */
  public boolean isFinal() {
    return this != QUEUED && this != RUNNING;
  }

  /** The state with this wire name. */
  public static JobStatus fromWire(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
