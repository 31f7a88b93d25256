package io.darkroom.systemtests.chaos;

import io.darkroom.systemtests.client.Api.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/**
 * What a careful client does when the platform is in trouble: it tries again after a lost
 * connection and after the answers that mean "later", and takes every other answer for final.
 */
final class Patience {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Set<Integer> LATER = Set.of(429, 502, 503, 504);

  private Patience() {}

  /** The first answer that is not "later"; it must have this status. */
  static Answer until(int expected, Supplier<Answer> request) {
    return Awaitility.await("an answer")
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(250))
        .until(() -> attempt(request), Optional::isPresent)
        .orElseThrow()
        .expect(expected);
  }

  private static Optional<Answer> attempt(Supplier<Answer> request) {
    try {
      return Optional.of(request.get()).filter(answer -> !LATER.contains(answer.status()));
    } catch (UncheckedIOException connectionLost) {
      return Optional.empty();
    }
  }
}
