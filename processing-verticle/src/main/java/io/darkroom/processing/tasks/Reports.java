package io.darkroom.processing.tasks;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.message.Outcome;
import io.darkroom.codecs.message.ResultImage;
import io.darkroom.codecs.message.ResultMessage;
import io.darkroom.codecs.message.TaskOrder;
import io.darkroom.codecs.message.Timings;
import io.darkroom.codecs.message.Topology;
import io.darkroom.kit.broker.Publisher;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;

/** Tells the job service what becomes of tasks. Futures succeed when the broker has confirmed. */
final class Reports {
  private final Publisher publisher;
  private final Topology topology;
  private final String instance;
  private final InstantSource clock;

  Reports(Publisher publisher, Topology topology, String instance, InstantSource clock) {
    this.publisher = publisher;
    this.topology = topology;
    this.instance = instance;
    this.clock = clock;
  }

  /** The reports of one batch. */
  OfJob of(String jobId, Map<String, String> headers) {
    return new OfJob(jobId, headers);
  }

  /** Reports tasks of one job, with the headers its work came with. */
  final class OfJob {
    private final String jobId;
    private final Map<String, String> headers;

    private OfJob(String jobId, Map<String, String> headers) {
      this.jobId = jobId;
      this.headers = headers;
    }

    Future<Void> started(Collection<TaskOrder> orders) {
      return all(orders, new Outcome.Started(clock.instant()));
    }

    Future<Void> succeeded(
        Collection<TaskOrder> orders, ResultImage image, Timings timings, boolean cached) {
      return all(orders, new Outcome.Succeeded(image, timings, cached));
    }

    Future<Void> failed(Collection<TaskOrder> orders, Failure failure) {
      boolean retryable = failure.code().retryable();
      return all(orders, new Outcome.Failed(failure.code().wire(), failure.detail(), retryable));
    }

    Future<Void> returned(Collection<TaskOrder> orders, boolean vanished) {
      return all(orders, new Outcome.Returned(vanished));
    }

    private Future<Void> all(Collection<TaskOrder> orders, Outcome outcome) {
      return Future.all(orders.stream().map(order -> one(order, outcome)).toList()).mapEmpty();
    }

    private Future<Void> one(TaskOrder order, Outcome outcome) {
      ResultMessage message =
          new ResultMessage(order.taskId(), jobId, order.attempt(), instance, outcome);
      return publisher.publish(topology.resultsExchange(), topology.resultsKey(), message, headers);
    }
  }
}
