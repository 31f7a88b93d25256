package io.darkroom.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LocalCountsTest {
  private final AtomicLong micros = new AtomicLong();
  private final LocalCounts counts = new LocalCounts(micros::get);
  private final RateSubject user = new RateSubject("u", new Rate(60, 3));
  private final RateSubject address = new RateSubject("a", new Rate(600, 4));

  @Test
  void aBurstPassesAndThenOneASecond() {
    assertThat(passed(5, List.of(user))).isEqualTo(3);
    RateDecision refused = counts.check(List.of(user));
    assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(1));
    micros.addAndGet(1_000_000);
    assertThat(passed(5, List.of(user))).isEqualTo(1);
    micros.addAndGet(60_000_000);
    assertThat(passed(5, List.of(user))).isEqualTo(3);
  }

  @Test
  void whoeverIsTightestDecidesAndARefusalCountsForNobody() {
    assertThat(passed(10, List.of(user, address))).isEqualTo(3);
    assertThat(counts.check(List.of(user, address)).rate()).isEqualTo(user.rate());
    assertThat(passed(10, List.of(address))).isEqualTo(1);
  }

  @Test
  void whatRemainsIsTold() {
    assertThat(counts.check(List.of(user)).remaining()).isEqualTo(2);
    assertThat(counts.check(List.of(user)).remaining()).isEqualTo(1);
    assertThat(counts.check(List.of(user)).reset()).isEqualTo(Duration.ofSeconds(3));
  }

  private int passed(int times, List<RateSubject> subjects) {
    int passed = 0;
    for (int i = 0; i < times; i++) {
      passed += counts.check(subjects).allowed() ? 1 : 0;
    }
    return passed;
  }
}
