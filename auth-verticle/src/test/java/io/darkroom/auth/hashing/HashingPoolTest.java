package io.darkroom.auth.hashing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.codecs.failure.FailureException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HashingPoolTest {
  private final Vertx vertx = Vertx.vertx();
  private final HashingPool pool =
      new HashingPool(vertx.getOrCreateContext(), 1, 2, new SimpleMeterRegistry());

  @AfterEach
  void close() throws Exception {
    pool.stop();
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  @Test
  void anErrorEndsItsTaskAndNotThePool() throws Exception {
    Future<String> broken =
        pool.run(
            () -> {
              throw new OutOfMemoryError("no room for this hash");
            });

    assertThatThrownBy(() -> broken.await(30, TimeUnit.SECONDS))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(pool.run(() -> "next").await(30, TimeUnit.SECONDS)).isEqualTo("next");
  }

  @Test
  void whatDoesNotFitIsRefusedAndWhatWaitsAtTheEndIsToo() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    Future<Boolean> running = pool.run(() -> held.await(30, TimeUnit.SECONDS));
    Future<String> waiting = pool.run(() -> "first");
    pool.run(() -> "second");
    Future<String> tooMany = pool.run(() -> "third");

    assertThatThrownBy(() -> tooMany.await(30, TimeUnit.SECONDS))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("Too many");
    pool.stop();
    assertThatThrownBy(() -> waiting.await(30, TimeUnit.SECONDS))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("stopping");
    assertThatThrownBy(() -> running.await(30, TimeUnit.SECONDS))
        .isInstanceOf(InterruptedException.class);
  }
}
