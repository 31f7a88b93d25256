package io.darkroom.processing;

import io.darkroom.engine.EngineDescription;
import java.util.Optional;
import java.util.stream.Collectors;

/** What health says about the image engine. */
record LaneHealth(EngineDescription engine) {
  /** The lanes with their versions, the one asked first in front. */
  String loaded() {
    return String.join(", ", engine.lanes());
  }

  /** The lanes that should be there and are not, with the reason. */
  Optional<String> missing() {
    String text =
        engine.missing().entrySet().stream()
            .filter(lane -> !lane.getValue().equals(EngineDescription.SWITCHED_OFF))
            .map(lane -> lane.getKey() + ": " + lane.getValue())
            .sorted()
            .collect(Collectors.joining("; "));
    return Optional.of(text).filter(t -> !t.isEmpty());
  }
}
