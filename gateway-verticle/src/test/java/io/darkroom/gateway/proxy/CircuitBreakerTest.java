package io.darkroom.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.gateway.config.BreakerConfig;
import io.darkroom.gateway.proxy.CircuitBreaker.State;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private final AtomicLong now = new AtomicLong();
  private final CircuitBreaker circuit =
      new CircuitBreaker(
          new BreakerConfig(3, Duration.ofSeconds(2), Duration.ofSeconds(5)), now::get);

  @Test
  void aSuccessBetweenFailuresKeepsItClosed() {
    for (int i = 0; i < 10; i++) {
      circuit.failed();
      circuit.failed();
      circuit.succeeded();
    }
    assertThat(circuit.tryPass()).isTrue();
  }

  @Test
  void failuresInARowOpenItForThePause() {
    fail(3);
    assertThat(circuit.tryPass()).isFalse();
    now.addAndGet(Duration.ofMillis(1_999).toNanos());
    assertThat(circuit.tryPass()).isFalse();
  }

  @Test
  void afterThePauseOneRequestTries() {
    fail(3);
    now.addAndGet(Duration.ofSeconds(2).toNanos());

    assertThat(circuit.tryPass()).isTrue();
    assertThat(circuit.tryPass()).isFalse();
    circuit.succeeded();
    assertThat(circuit.state()).isEqualTo(State.CLOSED);
    assertThat(circuit.tryPass()).isTrue();
  }

  @Test
  void aFailedTryOpensItAgain() {
    fail(3);
    now.addAndGet(Duration.ofSeconds(2).toNanos());
    circuit.tryPass();
    circuit.failed();

    assertThat(circuit.state()).isEqualTo(State.OPEN);
    now.addAndGet(Duration.ofSeconds(2).toNanos());
    assertThat(circuit.tryPass()).isTrue();
    circuit.abandoned();
    assertThat(circuit.tryPass()).isTrue();
  }

  @Test
  void whatBreaksWithAnInstanceCountsOnce() {
    for (int i = 0; i < 100; i++) {
      circuit.broke(0);
    }
    assertThat(circuit.tryPass()).isTrue();

    // One after the other, each begun after the last had broken, they are the service's own.
    for (int i = 1; i < 3; i++) {
      long passedAt = now.addAndGet(1);
      circuit.broke(passedAt);
    }
    assertThat(circuit.tryPass()).isFalse();
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      circuit.failed();
    }
  }
}
