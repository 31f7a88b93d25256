package io.darkroom.kit.broker;

import io.darkroom.codecs.message.Message;
import io.darkroom.codecs.message.Topology;
import io.darkroom.kit.config.BrokerConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Hears every live event through an exclusive queue of its own that vanishes with the connection.
 * Events that happen while there is no session are not heard: whoever needs them all reads them
 * from the database when {@code subscribed} is called.
 */
public final class EventSubscription {
  private static final int PREFETCH = 256;

  private final Consumer consumer;

  private EventSubscription(Consumer consumer) {
    this.consumer = consumer;
  }

  /**
   * Starts listening and returns at once; goes on over any number of sessions.
   *
   * @param instance names the queue; unique among all instances
   * @param subscribed called after every (re)subscription; may do nothing
   * @param handler called for each event on the starting context; what it throws is logged
   */
  public static EventSubscription start(
      Vertx vertx,
      BrokerConfig config,
      Topology topology,
      String instance,
      Publisher deadLetters,
      Runnable subscribed,
      java.util.function.Consumer<Message> handler) {
    String name = topology.eventsQueue(instance);
    DeliveryDesk desk =
        new DeliveryDesk(
            vertx,
            name,
            delivery -> heard(handler, delivery),
            new DeadLetters(deadLetters, topology, name),
            DeliveryDesk.REQUEUE_PAUSE);
    EventQueue queue = new EventQueue(topology, name);
    Consumer consumer = new Consumer(vertx, queue::declare, PREFETCH, desk, subscribed);
    return new EventSubscription(consumer.supervised(vertx, config, topology, name));
  }

  private static Future<Void> heard(
      java.util.function.Consumer<Message> handler, Delivery delivery) {
    handler.accept(delivery.message());
    return Future.succeededFuture();
  }

  /** Whether events are heard now. */
  public boolean isUp() {
    return consumer.isUp();
  }

  /** Completes when events are heard for the first time. */
  public Future<Void> up() {
    return consumer.up();
  }

  /** Stops listening. */
  public Future<Void> stop() {
    return consumer.stop(Duration.ofSeconds(1));
  }

  /** A new queue for each session: the broker may hold on to a lost session's one for a while. */
  private static final class EventQueue {
    private final Topology topology;
    private final String name;
    private final AtomicLong sessions = new AtomicLong();

    EventQueue(Topology topology, String name) {
      this.topology = topology;
      this.name = name;
    }

    Future<String> declare(Session session) {
      String queue = name + "." + sessions.incrementAndGet();
      return session
          .call(client -> client.queueDeclare(queue, false, true, true))
          .compose(
              ok -> session.call(client -> client.queueBind(queue, topology.eventsExchange(), "")))
          .map(queue);
    }
  }
}
