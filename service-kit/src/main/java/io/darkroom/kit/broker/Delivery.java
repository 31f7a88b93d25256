package io.darkroom.kit.broker;

import io.darkroom.codecs.message.Message;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A message in the hands of its handler. Bound to the session that brought it: once that is lost
 * the broker hands the message to somebody else, and settling it here does nothing any more.
 */
public final class Delivery {
  private final Session session;
  private final long tag;
  private final Message message;
  private final Map<String, String> headers;
  private final boolean redelivered;
  private final AtomicBoolean settled = new AtomicBoolean();

  Delivery(
      Session session,
      long tag,
      Message message,
      Map<String, String> headers,
      boolean redelivered) {
    this.session = session;
    this.tag = tag;
    this.message = message;
    this.headers = Map.copyOf(headers);
    this.redelivered = redelivered;
  }

  /** The decoded message. */
  public Message message() {
    return message;
  }

  /** All headers as text. */
  public Map<String, String> headers() {
    return headers;
  }

  /** One header. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** Whether the broker has handed it out before. */
  public boolean redelivered() {
    return redelivered;
  }

  /** Whether it is still ours to settle. */
  public boolean isLive() {
    return session.isOpen() && !settled.get();
  }

  /** Tells the broker that it is done. Only the first settling counts. */
  public Future<Void> ack() {
    return settle(true);
  }

  /** Gives it back to the queue at once. Only the first settling counts. */
  public Future<Void> requeue() {
    return settle(false);
  }

  private Future<Void> settle(boolean done) {
    if (!settled.compareAndSet(false, true) || !session.isOpen()) {
      return Future.succeededFuture();
    }
    return session
        .call(client -> done ? client.basicAck(tag, false) : client.basicNack(tag, false, true))
        // A session that died meanwhile has settled it: the broker delivers it again.
        .otherwiseEmpty();
  }
}
