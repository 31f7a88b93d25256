package io.darkroom.auth.throttling;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Guards something that can be guessed at. A try is taken before the guess is looked at, so that
 * many at once cannot slip through together, and given back when the guess was right.
 */
public final class Attempts {
  private final Throttle throttle;

  /** Counts with this throttle. */
  public Attempts(Throttle throttle) {
    this.throttle = throttle;
  }

  /**
   * Runs the work if every limit allows it, else fails as {@code rate-limited}. Tries stay taken
   * when the work fails because of what the client sent.
   */
  public <T> Future<T> guarded(List<Limit> limits, Supplier<Future<T>> work) {
    return take(limits, 0)
        .compose(taken -> work.get())
        .compose(
            value -> giveBack(limits).map(value),
            failure ->
                isOurFault(failure)
                    ? giveBack(limits).transform(given -> Future.failedFuture(failure))
                    : Future.failedFuture(failure));
  }

  /** Takes one try of each limit without looking at what becomes of it. */
  public Future<Void> count(List<Limit> limits) {
    return take(limits, 0);
  }

  private Future<Void> take(List<Limit> limits, int index) {
    if (index == limits.size()) {
      return Future.succeededFuture();
    }
    return throttle
        .take(limits.get(index))
        .compose(
            wait ->
                wait.isEmpty()
                    ? take(limits, index + 1)
                    : giveBack(limits.subList(0, index)).compose(given -> refused(wait)));
  }

  private Future<Void> giveBack(List<Limit> limits) {
    return Future.all(limits.stream().map(throttle::giveBack).toList()).mapEmpty();
  }

  private static Future<Void> refused(Optional<Duration> wait) {
    Failure failure = Failure.of(FailureCode.RATE_LIMITED, "Too many attempts; try again later");
    return Future.failedFuture(wait.map(failure::retryingAfter).orElse(failure).asException());
  }

  private static boolean isOurFault(Throwable failure) {
    return FailureException.failureOf(failure).code().status() >= 500;
  }
}
