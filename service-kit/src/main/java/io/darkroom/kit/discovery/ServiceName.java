package io.darkroom.kit.discovery;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The services Darkroom is made of. */
public enum ServiceName {
  AUTH,
  GATEWAY,
  JOB,
  PROCESSING;

  /** The lower-case name used in settings, discovery, logs and the contract. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Finds a service by its lower-case name. */
  public static Optional<ServiceName> fromWire(String wire) {
    return Arrays.stream(values()).filter(name -> name.wire().equals(wire)).findFirst();
  }
}
