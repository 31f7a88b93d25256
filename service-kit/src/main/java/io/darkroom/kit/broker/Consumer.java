package io.darkroom.kit.broker;

import io.darkroom.codecs.message.Topology;
import io.darkroom.kit.config.BrokerConfig;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.rabbitmq.QueueOptions;
import io.vertx.rabbitmq.RabbitMQConsumer;
import java.time.Duration;
import java.util.function.Function;

/**
 * Receives the messages of one queue over a connection of its own, a bounded number at a time.
 *
 * <p>A message is acknowledged when its handler's future succeeds. When it fails the message goes
 * back to the queue after a pause, or, when nobody will ever handle it, to the dead letters with
 * the reason. Handlers run on the context that started the consumer.
 */
public final class Consumer implements BrokerRole {
  private final Context context;
  private final Function<Session, Future<String>> queue;
  private final int prefetch;
  private final DeliveryDesk desk;
  private final Runnable subscribed;
  private Broker broker;
  private volatile RabbitMQConsumer source;
  private volatile Session session;

  Consumer(
      Vertx vertx,
      Function<Session, Future<String>> queue,
      int prefetch,
      DeliveryDesk desk,
      Runnable subscribed) {
    this.context = vertx.getOrCreateContext();
    this.queue = queue;
    this.prefetch = prefetch;
    this.desk = desk;
    this.subscribed = subscribed;
  }

  /**
   * Starts consuming and returns at once; goes on over any number of sessions.
   *
   * @param prefetch messages in the handler's hands at most
   * @param deadLetters where messages are published that cannot be decoded or handled
   */
  public static Consumer start(
      Vertx vertx,
      BrokerConfig config,
      Topology topology,
      String queue,
      int prefetch,
      Publisher deadLetters,
      Function<Delivery, Future<Void>> handler) {
    Duration pause = DeliveryDesk.REQUEUE_PAUSE;
    return start(vertx, config, topology, queue, prefetch, deadLetters, handler, pause);
  }

  /** As the other method; what could not be handled rests this long and up to as long again. */
  static Consumer start(
      Vertx vertx,
      BrokerConfig config,
      Topology topology,
      String queue,
      int prefetch,
      Publisher deadLetters,
      Function<Delivery, Future<Void>> handler,
      Duration pause) {
    DeadLetters dead = new DeadLetters(deadLetters, topology, queue);
    DeliveryDesk desk = new DeliveryDesk(vertx, queue, handler, dead, pause);
    Function<Session, Future<String>> fixed = session -> Future.succeededFuture(queue);
    return new Consumer(vertx, fixed, prefetch, desk, () -> {})
        .supervised(vertx, config, topology, queue);
  }

  Consumer supervised(Vertx vertx, BrokerConfig config, Topology topology, String role) {
    broker = Broker.start(vertx, config, topology, "consume " + role, this);
    return this;
  }

  @Override
  public Future<Void> open(Session opened) {
    return queue
        .apply(opened)
        .compose(name -> opened.call(c -> c.basicQos(0, prefetch, false)).map(name))
        .compose(name -> consume(opened, name))
        .onSuccess(v -> subscribed.run());
  }

  private Future<Void> consume(Session opened, String name) {
    // The handler is set on the session's context, before the first message is dispatched there.
    return opened
        .call(client -> client.basicConsumer(name, options()).onSuccess(s -> listen(s, opened)))
        .mapEmpty();
  }

  private QueueOptions options() {
    // The client drops what its inner queue cannot hold; prefetch keeps it far below this.
    return new QueueOptions().setAutoAck(false).setMaxInternalQueueSize(2 * prefetch + 64);
  }

  private void listen(RabbitMQConsumer opened, Session on) {
    source = opened;
    session = on;
    opened.handler(raw -> context.runOnContext(v -> desk.take(on, raw)));
    opened.endHandler(v -> cancelledByBroker(on));
  }

  /** The queue was deleted under us: a new session declares it again. */
  private void cancelledByBroker(Session on) {
    if (!desk.isClosed()) {
      on.lose("the broker cancelled the consumer");
    }
  }

  /** Messages in the handler's hands now. */
  public int inFlight() {
    return desk.inFlight();
  }

  /** Whether there is a working session now. */
  public boolean isUp() {
    return broker.isUp();
  }

  /** Completes when consuming has begun for the first time. */
  public Future<Void> up() {
    return broker.up();
  }

  /**
   * Takes no further message, waits for the handlers, gives back what is not done after {@code
   * grace}, and closes the session.
   */
  public Future<Void> stop(Duration grace) {
    Promise<Void> stopped = Promises.onCaller(context.owner());
    context.runOnContext(v -> drain(grace).onComplete(stopped));
    return stopped.future();
  }

  private Future<Void> drain(Duration grace) {
    Future<Void> drained = desk.close(grace);
    return cancel().otherwiseEmpty().compose(v -> drained).eventually(broker::stop);
  }

  private Future<Void> cancel() {
    RabbitMQConsumer active = source;
    Session on = session;
    if (active == null || on == null || !on.isOpen()) {
      return Future.succeededFuture();
    }
    return on.call(client -> cancelBlocking(active));
  }

  private Future<Void> cancelBlocking(RabbitMQConsumer active) {
    // The client cancels on the calling thread, which must not be an event loop.
    return context
        .owner()
        .executeBlocking(
            () -> {
              active.cancel();
              return null;
            });
  }
}
