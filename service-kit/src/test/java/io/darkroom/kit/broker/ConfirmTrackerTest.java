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
  void one_confirm_settles_one_publish() {
    Future<Void> first = register(1);
    Future<Void> second = register(2);

    tracker.settle(2, false, true);

    assertThat(first.isComplete()).isFalse();
    assertThat(second.succeeded()).isTrue();
    assertThat(tracker.size()).isEqualTo(1);
  }

  @Test
  void a_multiple_confirm_settles_all_up_to_its_tag_and_none_after() {
    Future<Void> first = register(1);
    Future<Void> second = register(2);
    Future<Void> third = register(3);

    tracker.settle(2, true, true);

    assertThat(first.succeeded()).isTrue();
    assertThat(second.succeeded()).isTrue();
    assertThat(third.isComplete()).isFalse();
  }

  @Test
  void a_refusal_fails_the_publish() {
    Future<Void> refused = register(1);

    tracker.settle(1, false, false);

    assertThat(refused.failed()).isTrue();
  }

  @Test
  void an_unknown_tag_is_ignored() {
    Future<Void> first = register(1);

    tracker.settle(7, false, true);
    tracker.settle(1, false, true);
    tracker.settle(1, false, false);

    assertThat(first.succeeded()).isTrue();
  }

  @Test
  void the_end_of_the_session_fails_everything_outstanding_and_refuses_more() {
    Future<Void> first = register(1);

    tracker.end(new IllegalStateException("over"));

    assertThat(first.failed()).isTrue();
    assertThatThrownBy(() -> register(2)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_tag_of_another_channel_is_refused() {
    Future<Void> first = register(1);

    assertThatThrownBy(() -> register(1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> register(3)).isInstanceOf(IllegalStateException.class);

    assertThat(first.isComplete()).isFalse();
  }
}
