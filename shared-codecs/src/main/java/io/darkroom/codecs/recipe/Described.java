package io.darkroom.codecs.recipe;

import java.util.Optional;

/** A record whose components are described by {@link Operation} and {@link Param}. */
public sealed interface Described permits Step, Output {
  /** What contradicts itself between parameters that are each valid; empty when nothing does. */
  default Optional<String> conflict() {
    return Optional.empty();
  }
}
