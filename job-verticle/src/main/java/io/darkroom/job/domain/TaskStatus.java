package io.darkroom.job.domain;

import java.util.Locale;

/** The states of a task; the last three are final. */
public enum TaskStatus {
  QUEUED,
  DISPATCHED,
  RUNNING,
  SUCCEEDED,
  FAILED,
  CANCELLED;

  /** The lower-case name in the database and the API. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether nothing but a retry or a re-run by the owner changes the task any more. */
  public boolean isFinal() {
    return this == SUCCEEDED || this == FAILED || this == CANCELLED;
  }

  /** The state with this wire name. */
  public static TaskStatus fromWire(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
