package io.darkroom.kit.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.junit.jupiter.api.Test;

class ConfirmTrackerTest {
  private final ConfirmTracker tracker = new ConfirmTracker();

  private Future<Void> register(long tag) {
    Promise<Void> promise = Promise.promise();
    tracker.register(tag, promise);
    return promise.future();
  }

  @Test
  void oneConfirmSettlesOnePublish() {
    Future<Void> first = register(1);
    Future<Void> second = register(2);

    tracker.settle(2, false, true);

    assertThat(first.isComplete()).isFalse();
    assertThat(second.succeeded()).isTrue();
    assertThat(tracker.size()).isEqualTo(1);
  }

  @Test
  void aMultipleConfirmSettlesAllUpToItsTagAndNoneAfter() {
    Future<Void> first = register(1);
    Future<Void> second = register(2);
    Future<Void> third = register(3);

    tracker.settle(2, true, true);

    assertThat(first.succeeded()).isTrue();
    assertThat(second.succeeded()).isTrue();
    assertThat(third.isComplete()).isFalse();
  }

  @Test
  void aRefusalFailsThePublish() {
    Future<Void> refused = register(1);

    tracker.settle(1, false, false);

    assertThat(refused.failed()).isTrue();
  }

  @Test
  void anUnknownTagIsIgnored() {
    Future<Void> first = register(1);

    tracker.settle(7, false, true);
    tracker.settle(1, false, true);
    tracker.settle(1, false, false);

    assertThat(first.succeeded()).isTrue();
  }

  @Test
  void theEndOfTheSessionFailsEverythingOutstandingAndRefusesMore() {
    Future<Void> first = register(1);

    tracker.end(new IllegalStateException("over"));

    assertThat(first.failed()).isTrue();
    assertThatThrownBy(() -> register(2)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aTagOfAnotherChannelIsRefused() {
    Future<Void> first = register(1);

    assertThatThrownBy(() -> register(1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> register(3)).isInstanceOf(IllegalStateException.class);

    assertThat(first.isComplete()).isFalse();
  }
}
