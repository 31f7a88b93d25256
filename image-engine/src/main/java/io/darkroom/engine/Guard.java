package io.darkroom.engine;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import java.time.Instant;

/** Turns a cancelled token or a passed deadline into the failure that says so. */
final class Guard {
  private Guard() {}

  static void check(RenderOptions options) {
    if (options.cancel().cancelled()) {
      throw Failure.of(FailureCode.CANCELLED).asException();
    }
    if (Instant.now().isAfter(options.deadline())) {
      throw Failure.of(FailureCode.DEADLINE, "the image was not ready in time").asException();
    }
  }
}
