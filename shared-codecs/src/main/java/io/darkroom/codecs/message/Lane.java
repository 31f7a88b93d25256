package io.darkroom.codecs.message;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How dear an image is to decode. Heavy work (progressive or very large sources) has a queue and a
 * share of the slots of its own, so that it never holds up the rest.
 */
public enum Lane {
  @JsonProperty("normal")
  NORMAL("normal"),
  @JsonProperty("heavy")
  HEAVY("heavy");

  private final String wire;

  Lane(String wire) {
    this.wire = wire;
  }

  /** The stable lower-case name. */
  public String wire() {
    return wire;
  }
}
