package io.darkroom.kit.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));

  @Test
  void pauses_grow_by_doubling_with_jitter_below_the_step() {
    assertThat(backoff.nextMs()).isBetween(50L, 100L);
    assertThat(backoff.nextMs()).isBetween(100L, 200L);
    assertThat(backoff.nextMs()).isBetween(200L, 400L);
  }

  @Test
  void pauses_never_exceed_the_limit() {
    for (int i = 0; i < 200; i++) {
      assertThat(backoff.nextMs()).isBetween(50L, 5_000L);
    }
    assertThat(backoff.nextMs()).isGreaterThanOrEqualTo(2_500L);
  }

  @Test
  void a_success_starts_the_pauses_again() {
    for (int i = 0; i < 10; i++) {
      backoff.nextMs();
    }

    backoff.reset();

    assertThat(backoff.nextMs()).isBetween(50L, 100L);
  }
}
