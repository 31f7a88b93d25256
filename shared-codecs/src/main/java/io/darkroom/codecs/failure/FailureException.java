package io.darkroom.codecs.failure;

import java.util.Objects;

/**
 * Carries a {@link Failure} through code that throws and futures that fail.
 *
 * <p>Has no stack trace of its own: it is an expected answer, made often and under attack. The
 * private cause, where there is one, keeps its trace for the log and never reaches a client.
 */
public final class FailureException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  /** Wraps a failure; {@code cause} may be null. */
  public FailureException(Failure failure, Throwable cause) {
    super(failure.code().wire() + ": " + failure.detail(), cause, false, false);
    this.failure = Objects.requireNonNull(failure, "failure");
  }

  /** The failure to render. */
  public Failure failure() {
    return failure;
  }

  /** Finds the failure in a throwable or its causes; anything unknown is {@code internal}. */
  public static Failure failureOf(Throwable error) {
    for (Throwable t = error; t != null; t = t.getCause()) {
      if (t instanceof FailureException known) {
        return known.failure();
      }
    }
    return Failure.of(FailureCode.INTERNAL);
  }
}
