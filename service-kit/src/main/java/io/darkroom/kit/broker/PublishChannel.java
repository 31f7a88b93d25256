package io.darkroom.kit.broker;

import com.rabbitmq.client.BasicProperties;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.rabbitmq.RabbitMQConfirmation;

/** The publishing side of one session, with the confirms that belong to it. */
final class PublishChannel {
  private static final int CONFIRM_QUEUE = 1 << 20;
  private static final long CONFIRM_LIMIT_MS = 10_000;

  private final Vertx vertx;
  private final Session session;
  private final ConfirmTracker confirms = new ConfirmTracker();

  private PublishChannel(Vertx vertx, Session session) {
    this.vertx = vertx;
    this.session = session;
    session.lost().onSuccess(reason -> confirms.end(Session.gone(null)));
  }

  static Future<PublishChannel> open(Vertx vertx, Session session) {
    PublishChannel channel = new PublishChannel(vertx, session);
    return session
        .call(client -> client.addConfirmListener(CONFIRM_QUEUE).onSuccess(channel::listen))
        .map(channel);
  }

  private void listen(ReadStream<RabbitMQConfirmation> stream) {
    stream.handler(c -> confirms.settle(c.getDeliveryTag(), c.isMultiple(), c.isSucceeded()));
  }

  boolean isOpen() {
    return session.isOpen();
  }

  int outstanding() {
    return confirms.size();
  }

  Future<Void> send(String exchange, String key, BasicProperties properties, Buffer body) {
    Promise<Void> confirmed = Promises.onCaller(vertx);
    // A broker that stops confirming is as good as lost: everything outstanding fails with it.
    long timer = vertx.setTimer(CONFIRM_LIMIT_MS, id -> session.lose("no confirm in time"));
    session
        .call(
            client ->
                client.basicPublishWithDeliveryTag(
                    exchange, key, properties, body, tag -> confirms.register(tag, confirmed)))
        .onFailure(error -> unsent(confirmed, error));
    return confirmed.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  private void unsent(Promise<Void> confirmed, Throwable error) {
    confirmed.tryFail(Session.gone(error));
    session.lose("publish failed: " + error.getMessage());
  }
}
