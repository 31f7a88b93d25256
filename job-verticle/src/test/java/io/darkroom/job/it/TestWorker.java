package io.darkroom.job.it;

import io.darkroom.codecs.message.Lane;
import io.darkroom.codecs.message.Outcome;
import io.darkroom.codecs.message.ResultImage;
import io.darkroom.codecs.message.ResultMessage;
import io.darkroom.codecs.message.TaskBatch;
import io.darkroom.codecs.message.TaskOrder;
import io.darkroom.codecs.message.Timings;
import io.darkroom.kit.broker.Consumer;
import io.darkroom.kit.broker.Delivery;
import io.darkroom.kit.broker.Publisher;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Plays processing: takes batches from the real broker and answers as its behaviour says. */
final class TestWorker implements AutoCloseable {
  /** What the worker does with one task. */
  interface Behaviour {
    Future<Void> work(TestWorker worker, TaskBatch batch, TaskOrder order);
  }

  /** Makes every task succeed at once, with a result that depends on image and recipe only. */
  static final Behaviour SUCCEED =
      (worker, batch, order) ->
          worker
              .started(batch, order)
              .compose(_ -> worker.succeeded(batch, order, order.attempt()));

  final List<TaskBatch> batches = new CopyOnWriteArrayList<>();
  private final JobPlatform platform;
  private final Behaviour behaviour;
  private final Publisher publisher;
  private final Consumer consumer;
  private final long pauseMs;

  TestWorker(JobPlatform platform, Lane lane, int prefetch, Duration pause, Behaviour behaviour)
      throws TimeoutException {
    this.platform = platform;
    this.behaviour = behaviour;
    this.pauseMs = pause.toMillis();
    publisher = Publisher.start(platform.vertx, platform.broker, platform.topology, "worker");
    publisher.up().await(JobPlatform.LIMIT_SECONDS, TimeUnit.SECONDS);
    consumer =
        Consumer.start(
            platform.vertx,
            platform.broker,
            platform.topology,
            platform.topology.tasksQueue(lane),
            prefetch,
            publisher,
            this::take);
  }

  TestWorker(JobPlatform platform, Behaviour behaviour) throws TimeoutException {
    this(platform, Lane.NORMAL, 4, Duration.ZERO, behaviour);
  }

  private Future<Void> take(Delivery delivery) {
    TaskBatch batch = (TaskBatch) delivery.message();
    batches.add(batch);
    Future<Void> chain = pause(pauseMs);
    for (TaskOrder order : batch.tasks()) {
      chain = chain.compose(_ -> behaviour.work(this, batch, order));
    }
    return chain;
  }

  Future<Void> pause(long ms) {
    if (ms == 0) {
      return Future.succeededFuture();
    }
    Promise<Void> over = Promise.promise();
    platform.vertx.setTimer(ms, _ -> over.complete());
    return over.future();
  }

  /** Whether no task is in its hands. */
  boolean idle() {
    return consumer.inFlight() == 0;
  }

  Future<Void> started(TaskBatch batch, TaskOrder order) {
    return report(batch, order, order.attempt(), new Outcome.Started(Instant.now()));
  }

  Future<Void> succeeded(TaskBatch batch, TaskOrder order, int attempt) {
    Buffer bytes = Buffer.buffer(batch.source().sha256() + " " + order.recipe());
    return platform
        .blobs
        .put(bytes)
        .compose(
            blob ->
                report(
                    batch,
                    order,
                    attempt,
                    new Outcome.Succeeded(
                        new ResultImage(blob.sha256(), "jpeg", 10, 10, blob.length()),
                        new Timings(1, 2, 3, 4, 5),
                        false)));
  }

  Future<Void> failed(TaskBatch batch, TaskOrder order, String code, boolean retryable) {
    return report(
        batch, order, order.attempt(), new Outcome.Failed(code, "as the test says", retryable));
  }

  Future<Void> report(TaskBatch batch, TaskOrder order, int attempt, Outcome outcome) {
    return publisher.publish(
        platform.topology.resultsExchange(),
        platform.topology.resultsKey(),
        new ResultMessage(order.taskId(), batch.jobId(), attempt, "worker-1", outcome));
  }

  @Override
  public void close() throws TimeoutException {
    consumer
        .stop(Duration.ofSeconds(5))
        .eventually(publisher::stop)
        .await(JobPlatform.LIMIT_SECONDS, TimeUnit.SECONDS);
  }
}
