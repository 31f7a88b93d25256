package io.darkroom.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimeLimitIT {
  private final Vertx vertx = Vertx.vertx();
  private final TimeLimit limit = new TimeLimit(vertx, Duration.ofMillis(200));

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(30, TimeUnit.SECONDS);
  }

  @Test
  void whatTakesTooLongFailsAndWhatIsDoneStays() throws Exception {
    Promise<String> slow = Promise.promise();
    Promise<String> quick = Promise.promise();
    Future<String> first = limit.of(slow.future());
    Future<String> second = limit.of(quick.future());

    quick.complete("done");

    assertThat(second.await(30, TimeUnit.SECONDS)).isEqualTo("done");
    assertThatThrownBy(() -> first.await(30, TimeUnit.SECONDS))
        .isInstanceOf(TimeoutException.class);
    slow.complete("too late");
    assertThat(first.failed()).isTrue();
  }

  @Test
  void itGoesOnAfterAPause() {
    for (int i = 0; i < 2; i++) {
      Future<String> never = limit.of(Promise.<String>promise().future());
      Future<String> later = limit.of(Promise.<String>promise().future());
      assertThatThrownBy(() -> never.await(30, TimeUnit.SECONDS))
          .isInstanceOf(TimeoutException.class);
      assertThatThrownBy(() -> later.await(30, TimeUnit.SECONDS))
          .isInstanceOf(TimeoutException.class);
    }
  }
}
