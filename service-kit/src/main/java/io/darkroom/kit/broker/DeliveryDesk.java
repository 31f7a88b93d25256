package io.darkroom.kit.broker;

import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.darkroom.codecs.message.MalformedMessageException;
import io.darkroom.codecs.message.Message;
import io.darkroom.codecs.message.MessageCodec;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.rabbitmq.RabbitMQMessage;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands messages to their handler and settles them by what becomes of it. Used on one context only,
 * except for the two readers of its state.
 */
final class DeliveryDesk {
  private static final Logger log = LoggerFactory.getLogger(DeliveryDesk.class);

  /** How long a message rests at least before it is tried again. */
  static final Duration REQUEUE_PAUSE = Duration.ofSeconds(1);

  private static final int CRASH_LIMIT = 5;

  private final Vertx vertx;
  private final String queue;
  private final Function<Delivery, Future<Void>> handler;
  private final DeadLetters dead;
  private final long pauseMs;
  private final CrashCount crashes = new CrashCount();
  private final Set<Delivery> taken = new HashSet<>();
  private final Promise<Void> drained = Promise.promise();
  private volatile int inFlight;
  private volatile boolean closed;

  DeliveryDesk(
      Vertx vertx,
      String queue,
      Function<Delivery, Future<Void>> handler,
      DeadLetters dead,
      Duration pause) {
    this.vertx = vertx;
    this.queue = queue;
    this.handler = handler;
    this.dead = dead;
    this.pauseMs = pause.toMillis();
  }

  int inFlight() {
    return inFlight;
  }

  boolean isClosed() {
    return closed;
  }

  /** Handles one message from the broker to its settling. */
  void take(Session session, RabbitMQMessage raw) {
    if (closed) {
      return; // stays unacknowledged: closing the session gives it back
    }
    byte[] body = raw.body().getBytes();
    Map<String, String> headers = headers(raw);
    long tag = raw.envelope().getDeliveryTag();
    boolean again = raw.envelope().isRedeliver();
    Message message;
    try {
      message = MessageCodec.decode(body);
    } catch (MalformedMessageException e) {
      Delivery undecodable = new Delivery(session, tag, null, headers, again);
      track(undecodable, bury(undecodable, body, FailureCode.INVALID_REQUEST, e.getMessage()));
      return;
    }
    Delivery delivery = new Delivery(session, tag, message, headers, again);
    String id = String.valueOf(raw.properties().getMessageId());
    track(delivery, handle(delivery).recover(error -> failed(delivery, body, id, error)));
  }

  private Future<Void> handle(Delivery delivery) {
    // Handlers may complete anywhere; what follows belongs to this context.
    Promise<Void> handled = Promises.onCaller(vertx);
    try {
      handler.apply(delivery).onComplete(handled);
    } catch (RuntimeException e) {
      handled.tryFail(e);
    }
    return handled.future().compose(v -> delivery.ack());
  }

  private void track(Delivery delivery, Future<Void> settled) {
    taken.add(delivery);
    inFlight = taken.size();
    settled.onComplete(
        done -> {
          taken.remove(delivery);
          inFlight = taken.size();
          if (closed && taken.isEmpty()) {
            drained.tryComplete();
          }
        });
  }

  /** An expected failure says itself whether to try again; an unexpected one may a few times. */
  private Future<Void> failed(Delivery delivery, byte[] body, String id, Throwable error) {
    boolean expected = error instanceof FailureException;
    FailureCode code = FailureException.failureOf(error).code();
    boolean hopeless = expected ? !code.retryable() : crashes.increment(id) >= CRASH_LIMIT;
    log.atWarn()
        .addKeyValue("queue", queue)
        .addKeyValue("code", code.wire())
        .addKeyValue("final", hopeless)
        .setCause(expected ? null : error)
        .log("message not handled");
    return hopeless
        ? bury(delivery, body, code, String.valueOf(error.getMessage()))
        : requeueLater(delivery);
  }

  private Future<Void> bury(Delivery delivery, byte[] body, FailureCode code, String detail) {
    log.atError().addKeyValue("queue", queue).addKeyValue("code", code.wire()).log("dead letter");
    return dead.publish(body, code, detail, delivery.headers())
        .compose(v -> delivery.ack())
        .recover(error -> requeueLater(delivery));
  }

  private Future<Void> requeueLater(Delivery delivery) {
    if (closed) {
      return delivery.requeue();
    }
    long wait = pauseMs + ThreadLocalRandom.current().nextLong(pauseMs);
    Promise<Void> requeued = Promise.promise();
    vertx.setTimer(wait, id -> delivery.requeue().onComplete(requeued));
    return requeued.future();
  }

  private static Map<String, String> headers(RabbitMQMessage raw) {
    Map<String, String> all = new HashMap<>();
    if (raw.properties().getHeaders() != null) {
      raw.properties().getHeaders().forEach((name, value) -> all.put(name, String.valueOf(value)));
    }
    return all;
  }

  /** Takes nothing more; succeeds when all is settled, giving back what is left after the grace. */
  Future<Void> close(Duration grace) {
    closed = true;
    if (taken.isEmpty()) {
      drained.tryComplete();
    }
    long timer = vertx.setTimer(Math.max(1, grace.toMillis()), id -> giveBack());
    return drained.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  private void giveBack() {
    Future.join(taken.stream().map(Delivery::requeue).toList())
        .onComplete(done -> drained.tryComplete());
  }
}
