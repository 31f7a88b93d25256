package io.darkroom.kit.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));

  @Test
  void pausesGrowByDoublingWithJitterBelowTheStep() {
    assertThat(backoff.nextMs()).isBetween(50L, 100L);
    assertThat(backoff.nextMs()).isBetween(100L, 200L);
    assertThat(backoff.nextMs()).isBetween(200L, 400L);
  }

  @Test
  void pausesNeverExceedTheLimit() {
    for (int i = 0; i < 200; i++) {
      assertThat(backoff.nextMs()).isBetween(50L, 5_000L);
    }
    assertThat(backoff.nextMs()).isGreaterThanOrEqualTo(2_500L);
  }

  @Test
  void aSuccessStartsThePausesAgain() {
    for (int i = 0; i < 10; i++) {
      backoff.nextMs();
    }

    backoff.reset();

    assertThat(backoff.nextMs()).isBetween(50L, 100L);
  }
}
