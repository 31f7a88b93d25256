package io.darkroom.job.api;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import java.util.Optional;
import java.util.function.Function;

/** Turns an absent thing into {@code not-found}. */
final class Found {
  private Found() {}

  static <T> Function<Optional<T>, T> or(String detail) {
    return found ->
        found.orElseThrow(() -> Failure.of(FailureCode.NOT_FOUND, detail).asException());
  }
}
