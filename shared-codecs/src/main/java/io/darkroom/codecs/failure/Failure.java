package io.darkroom.codecs.failure;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A failure that may be shown to the sender of a request or stored with a task.
 *
 * @param code which one
 * @param detail what happened this time; never holds a secret or an internal address
 * @param violations the single faults of an invalid request, else empty
 * @param retryAfter when trying again makes sense, if that is known
 */
public record Failure(
    FailureCode code, String detail, List<Violation> violations, Optional<Duration> retryAfter) {
  public Failure {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(detail, "detail");
    violations = List.copyOf(violations);
    Objects.requireNonNull(retryAfter, "retryAfter");
  }

  /** A failure with a detail of its own. */
  public static Failure of(FailureCode code, String detail) {
    return new Failure(code, detail, List.of(), Optional.empty());
  }

  /** A failure for which the code's title says enough. */
  public static Failure of(FailureCode code) {
    return of(code, code.title());
  }

  /** A failure that lists the single faults. */
  public static Failure of(FailureCode code, String detail, List<Violation> violations) {
    return new Failure(code, detail, violations, Optional.empty());
  }

  /** This failure with a hint when to try again. */
  public Failure retryingAfter(Duration delay) {
    return new Failure(code, detail, violations, Optional.of(delay));
  }

  /** This failure as something to throw or to fail a future with. */
  public FailureException asException() {
    return new FailureException(this, null);
  }

  /** As {@link #asException()}, keeping the private cause for the log. */
  public FailureException asException(Throwable cause) {
    return new FailureException(this, cause);
  }
}
