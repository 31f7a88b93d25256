package io.darkroom.codecs.message;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** What an event tells. */
public enum EventKind {
  JOB_CREATED("job.created"),
  JOB_UPDATED("job.updated"),
  TASK_UPDATED("task.updated"),
  JOB_FINISHED("job.finished"),
  JOB_CANCELLED("job.cancelled"),
  JOB_DELETED("job.deleted"),
  IMAGE_DELETED("image.deleted"),
  OWNER_DELETED("owner.deleted");

  private final String wire;

  EventKind(String wire) {
    this.wire = wire;
  }

  /** The stable dotted name. */
  @JsonValue
  public String wire() {
    return wire;
  }

  /**
   * Finds a kind by its wire name.
   *
   * @throws IllegalArgumentException for an unknown name
   */
  @JsonCreator
  public static EventKind fromWire(String wire) {
    return Arrays.stream(values())
        .filter(k -> k.wire.equals(wire))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown event kind: " + wire));
  }
}
