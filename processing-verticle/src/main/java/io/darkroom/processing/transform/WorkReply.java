package io.darkroom.processing.transform;

import io.darkroom.codecs.failure.FailureException;
import io.darkroom.engine.ImageDetails;
import io.darkroom.engine.RenderOutcome;
import java.util.List;

/** What a worker answers. */
sealed interface WorkReply {
  /** One outcome for each recipe, in order. */
  record Rendered(List<RenderOutcome> outcomes) implements WorkReply {
    public Rendered {
      outcomes = List.copyOf(outcomes);
    }
  }

  /** What was seen. */
  record Inspected(ImageDetails details) implements WorkReply {}

  /** Nothing could be made of the source. */
  record Refused(FailureException failure) implements WorkReply {}
}
