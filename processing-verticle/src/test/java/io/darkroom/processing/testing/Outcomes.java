package io.darkroom.processing.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.message.Outcome;
import io.darkroom.codecs.message.ResultMessage;
import io.darkroom.kit.broker.Delivery;
import io.darkroom.testing.Eventually;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the job service would have been told. */
public final class Outcomes {
  private final List<ResultMessage> messages = new CopyOnWriteArrayList<>();

  Future<Void> take(Delivery delivery) {
    messages.add((ResultMessage) delivery.message());
    return Future.succeededFuture();
  }

  public List<ResultMessage> all() {
    return List.copyOf(messages);
  }

  /** All outcomes of one kind, in the order they came. */
  public <T extends Outcome> List<T> of(Class<T> kind) {
    return messages.stream()
        .map(ResultMessage::outcome)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  /** The ids of tasks that ended, in the order of their ends. */
  public List<String> ended() {
    return messages.stream()
        .filter(message -> !(message.outcome() instanceof Outcome.Started))
        .map(ResultMessage::taskId)
        .toList();
  }

  public <T extends Outcome> List<T> await(Class<T> kind, int count) {
    awaiting(() -> assertThat(of(kind)).hasSizeGreaterThanOrEqualTo(count));
    return of(kind);
  }

  /** The end of one task. */
  public Outcome awaitEnd(String taskId) {
    awaiting(() -> assertThat(ended()).contains(taskId));
    return messages.stream()
        .filter(m -> m.taskId().equals(taskId) && !(m.outcome() instanceof Outcome.Started))
        .map(ResultMessage::outcome)
        .findFirst()
        .orElseThrow();
  }

  private static void awaiting(org.awaitility.core.ThrowingRunnable assertion) {
    org.awaitility.Awaitility.await().atMost(Eventually.LIMIT).untilAsserted(assertion);
  }
}
