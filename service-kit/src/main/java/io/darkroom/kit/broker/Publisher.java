package io.darkroom.kit.broker;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.message.Headers;
import io.darkroom.codecs.message.Message;
import io.darkroom.codecs.message.MessageCodec;
import io.darkroom.codecs.message.Topology;
import io.darkroom.kit.config.BrokerConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Sends messages over a connection of its own and tells when the broker has taken them. Safe for
 * any thread.
 */
public final class Publisher implements BrokerRole {
  private static final int OUTSTANDING_LIMIT = 4_096;

  private static final long COUNT_LIMIT_SECONDS = 2;

  private final Vertx vertx;
  private Broker broker;
  private volatile PublishChannel channel;
  private volatile Session session;

  private Publisher(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Starts connecting and returns at once. */
  public static Publisher start(Vertx vertx, BrokerConfig config, Topology topology, String name) {
    Publisher publisher = new Publisher(vertx);
    publisher.broker = Broker.start(vertx, config, topology, name, publisher);
    return publisher;
  }

  @Override
  public Future<Void> open(Session opening) {
    session = opening;
    return PublishChannel.open(vertx, opening).onSuccess(opened -> channel = opened).mapEmpty();
  }

  /**
   * Publishes a durable message.
   *
   * @param headers further headers, such as {@link Headers#TRACEPARENT}
   * @return succeeds when the broker has confirmed; fails with {@code unavailable} when there is no
   *     session, when it is lost meanwhile (the message may have arrived or not) or when no confirm
   *     came within ten seconds, and with {@code overloaded} when too many are outstanding
   */
  public Future<Void> publish(
      String exchange, String routingKey, Message message, Map<String, String> headers) {
    PublishChannel usable = channel;
    if (usable == null || !usable.isOpen()) {
      return Future.failedFuture(Session.gone(null));
    }
    if (usable.outstanding() >= OUTSTANDING_LIMIT) {
      return Future.failedFuture(
          Failure.of(FailureCode.OVERLOADED, "Too many messages wait for the broker")
              .asException());
    }
    Buffer body = Buffer.buffer(MessageCodec.encode(message));
    return usable.send(exchange, routingKey, properties(message, headers), body);
  }

  /** As the other method, without further headers. */
  public Future<Void> publish(String exchange, String routingKey, Message message) {
    return publish(exchange, routingKey, message, Map.of());
  }

  private static BasicProperties properties(Message message, Map<String, String> headers) {
    Map<String, Object> all = new HashMap<>(headers);
    all.put(Headers.TYPE, message.getClass().getSimpleName());
    return new BasicProperties.Builder()
        .contentType("application/json")
        .deliveryMode(2)
        .messageId(UUID.randomUUID().toString())
        .headers(all)
        .build();
  }

  /** How many messages wait in a queue; fails with {@code unavailable} without a session. */
  public Future<Long> waitingIn(String queue) {
    Session usable = session;
    return usable == null
        ? Future.failedFuture(Session.gone(null))
        : usable
            .call(client -> client.messageCount(queue))
            .timeout(COUNT_LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  /** How many publishes wait for their confirm. */
  public int outstanding() {
    PublishChannel usable = channel;
    return usable == null ? 0 : usable.outstanding();
  }

  /** Whether there is a working session now. */
  public boolean isUp() {
    return broker.isUp();
  }

  /** Completes when there has been a first working session. */
  public Future<Void> up() {
    return broker.up();
  }

  /** Ends the session; what is unconfirmed fails. Flush first by awaiting the publishes. */
  public Future<Void> stop() {
    return broker.stop();
  }
}
