package io.darkroom.kit.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.codecs.message.DeadLetter;
import io.darkroom.codecs.message.Outcome;
import io.darkroom.codecs.message.ResultMessage;
import io.darkroom.kit.config.BrokerConfig;
import io.darkroom.testing.CuttableLink;
import io.darkroom.testing.Eventually;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A publisher to the results queue of one broker, and consumers of it, on a link that can be cut.
 */
final class BrokerFixture implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(20);

  final TestBroker broker;
  final Vertx vertx = Vertx.vertx();
  final CuttableLink link;
  final Publisher publisher;
  final Queue<String> handled = new ConcurrentLinkedQueue<>();
  private final List<Consumer> consumers = new ArrayList<>();

  BrokerFixture(TestBroker broker) {
    this.broker = broker;
    this.link = new CuttableLink(vertx, broker.config().host(), broker.config().port());
    this.publisher = Publisher.start(vertx, direct(), broker.topology(), "test publisher");
    Eventually.get(publisher.up());
  }

  BrokerConfig direct() {
    return broker.config();
  }

  BrokerConfig cuttable() {
    return broker.through(link.port());
  }

  static ResultMessage message(String taskId) {
    return new ResultMessage(
        taskId, "job_1", 1, "ins_1", new Outcome.Started(Instant.parse("2026-01-01T00:00:00Z")));
  }

  static String taskOf(Delivery delivery) {
    return ((ResultMessage) delivery.message()).taskId();
  }

  Future<Void> publish(Publisher by, String taskId) {
    return by.publish(
        broker.topology().resultsExchange(), broker.topology().resultsKey(), message(taskId));
  }

  void publishAll(int count) {
    List<Future<Void>> all =
        IntStream.range(0, count).mapToObj(n -> publish(publisher, "tsk_" + n)).toList();
    Eventually.get(Future.all(all));
  }

  Consumer consume(BrokerConfig config, int prefetch, Function<Delivery, Future<Void>> handler) {
    String queue = broker.topology().resultsQueue();
    Consumer consumer =
        Consumer.start(
            vertx, config, broker.topology(), queue, prefetch, publisher, handler, PAUSE);
    consumers.add(consumer);
    Eventually.get(consumer.up());
    return consumer;
  }

  Future<Void> remember(Delivery delivery) {
    handled.add(taskOf(delivery));
    return Future.succeededFuture();
  }

  void awaitHandled(int count) {
    await().atMost(Eventually.LIMIT).untilAsserted(() -> assertThat(handled).hasSize(count));
  }

  /** Waits until the queue holds this many messages nobody has in hand. */
  void awaitReady(long count) {
    await()
        .atMost(Eventually.LIMIT)
        .untilAsserted(
            () -> assertThat(broker.ready(broker.topology().resultsQueue())).isEqualTo(count));
  }

  void awaitEmpty(Consumer consumer) {
    await().atMost(Eventually.LIMIT).until(() -> consumer.inFlight() == 0);
    awaitReady(0);
  }

  DeadLetter awaitDeadLetter() {
    return await()
        .atMost(Eventually.LIMIT)
        .until(broker::takeDeadLetter, Optional::isPresent)
        .orElseThrow();
  }

  @Override
  public void close() {
    consumers.forEach(consumer -> Eventually.get(consumer.stop(Duration.ofSeconds(10))));
    Eventually.get(publisher.stop());
    link.close();
    Eventually.get(vertx.close());
    broker.deleteAll();
  }
}
