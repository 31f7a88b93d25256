package io.darkroom.auth.domain.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class GcraTest {
  private static final long T0 = 1_800_000_000_000L;

  @Property(tries = 300)
  void neverMoreThanBurstAndWhatGrewBack(
      @ForAll @IntRange(min = 1, max = 20) int burst,
      @ForAll @IntRange(min = 1, max = 500) int interval,
      @ForAll @Size(max = 100) List<@IntRange(max = 400) Integer> pauses) {
    Rate rate = new Rate(burst, Duration.ofMillis(interval));
    long now = T0;
    long tat = 0;
    int allowed = 0;
    for (int pause : pauses) {
      now += pause;
      Gcra.Outcome outcome = Gcra.take(tat, now, rate);
      tat = outcome.tat();
      allowed += outcome.retryAfter().isEmpty() ? 1 : 0;
      assertThat(allowed).isLessThanOrEqualTo((int) (burst + (now - T0) / interval + 1));
    }
  }

  @Property(tries = 200)
  void waitingAsLongAsToldIsEnoughAndNoLongerThanNeeded(
      @ForAll @IntRange(min = 1, max = 20) int burst,
      @ForAll @IntRange(min = 2, max = 500) int interval) {
    Rate rate = new Rate(burst, Duration.ofMillis(interval));
    long tat = 0;
    for (int i = 0; i < burst; i++) {
      tat = Gcra.take(tat, T0, rate).tat();
    }
    long wait = Gcra.take(tat, T0, rate).retryAfter().orElseThrow().toMillis();
    assertThat(Gcra.take(tat, T0 + wait, rate).retryAfter()).isEmpty();
    assertThat(Gcra.take(tat, T0 + wait - 1, rate).retryAfter()).isPresent();
  }

  @Property(tries = 100)
  void givingBackUndoesTaking(@ForAll @IntRange(min = 1, max = 20) int burst) {
    Rate rate = new Rate(burst, Duration.ofSeconds(1));
    long tat = 0;
    for (int i = 0; i < 10 * burst; i++) {
      Gcra.Outcome outcome = Gcra.take(tat, T0, rate);
      assertThat(outcome.retryAfter()).isEmpty();
      tat = Gcra.giveBack(outcome.tat(), rate);
    }
  }
}
