package io.darkroom.job.api;

import io.darkroom.codecs.message.Lane;
import io.darkroom.job.domain.TaskStatus;
import io.darkroom.job.store.BacklogStore;
import io.darkroom.kit.http.ApiRequest;
import io.darkroom.kit.http.ApiRouter;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What the gateway asks for an administrator: how much work waits, and where. */
public final class BacklogApi {
  private final BacklogStore backlog;
  private final Supplier<Future<Map<String, Long>>> queues;

  /**
   * The operation over these.
   *
   * @param queues messages that wait in the broker, by queue
   */
  public BacklogApi(BacklogStore backlog, Supplier<Future<Map<String, Long>>> queues) {
    this.backlog = backlog;
    this.queues = queues;
  }

  private record Tasks(long queued, long dispatched, long running) {}

  private record View(Optional<Map<String, Long>> queues, long outbox, Tasks tasks) {
    static View of(Optional<Map<String, Long>> queues, BacklogStore.Backlog open) {
      return new View(
          queues,
          Math.round(open.outbox()),
          new Tasks(
              tasks(open, TaskStatus.QUEUED),
              tasks(open, TaskStatus.DISPATCHED),
              tasks(open, TaskStatus.RUNNING)));
    }

    private static long tasks(BacklogStore.Backlog open, TaskStatus status) {
      return Math.round(
          Arrays.stream(Lane.values())
              .mapToDouble(lane -> open.tasks(lane.wire(), status.wire()))
              .sum());
    }
  }

  /** Adds the operation to a router. */
  public void mount(ApiRouter router) {
    router.handle("getBacklog", this::get);
  }

  private Future<Void> get(ApiRequest request) {
    request.caller().requireAdmin();
    Future<Optional<Map<String, Long>>> waiting =
        queues.get().map(Optional::of).otherwise(Optional.empty());
    return waiting
        .compose(known -> backlog.measure().map(open -> View.of(known, open)))
        .compose(view -> request.json(200, view));
  }
}
