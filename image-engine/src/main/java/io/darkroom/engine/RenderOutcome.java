package io.darkroom.engine;

import io.darkroom.codecs.failure.FailureException;

/** How one of several recipes ended. */
public sealed interface RenderOutcome {
  /** It gave an image. */
  record Rendered(RenderResult result) implements RenderOutcome {}

  /** It was refused. */
  record Refused(FailureException failure) implements RenderOutcome {}

  /** The image, or the failure thrown. */
  default RenderResult orThrow() {
    return switch (this) {
      case Rendered rendered -> rendered.result();
      case Refused refused -> throw refused.failure();
    };
  }
}
