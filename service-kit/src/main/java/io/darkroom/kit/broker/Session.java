package io.darkroom.kit.broker;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.kit.config.BrokerConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.rabbitmq.RabbitMQClient;
import io.vertx.rabbitmq.RabbitMQOptions;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * One connection with its one channel, from opening to loss. Never reconnects: who needs the broker
 * again opens another session. All methods may be called from any thread; the client is used from
 * the session's own context only, so that its blocking calls are ordered and hold up nobody else.
 */
public final class Session {
  private static final int CONNECT_LIMIT_MS = 5_000;
  private static final int CLOSE_LIMIT_MS = 2_000;

  private final Vertx vertx;
  private final ContextInternal context;
  private final RabbitMQClient client;
  private final SessionWatch watch = new SessionWatch(this::lose);
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final Promise<String> lost = Promise.promise();
  private final Promise<Void> closed = Promise.promise();

  private Session(Vertx vertx, RabbitMQOptions options) {
    this.vertx = vertx;
    this.context = ((VertxInternal) vertx).createEventLoopContext();
    this.client = RabbitMQClient.create(vertx, options.setMetricsCollector(watch));
  }

  /** Connects; fails when that takes longer than a few seconds. */
  static Future<Session> open(Vertx vertx, BrokerConfig config, String name) {
    Session session = new Session(vertx, options(config, name));
    return session
        .onContext(RabbitMQClient::start)
        .onSuccess(v -> session.started())
        .timeout(3L * CONNECT_LIMIT_MS, TimeUnit.MILLISECONDS)
        .onFailure(error -> session.lose(String.valueOf(error.getMessage())))
        .map(session);
  }

  private static RabbitMQOptions options(BrokerConfig config, String name) {
    RabbitMQOptions options =
        new RabbitMQOptions()
            .setHost(config.host())
            .setPort(config.port())
            .setUser(config.user())
            .setPassword(config.password().reveal())
            .setVirtualHost(config.virtualHost())
            .setConnectionName(name)
            .setConnectionTimeout(CONNECT_LIMIT_MS)
            .setHandshakeTimeout(CONNECT_LIMIT_MS)
            .setRequestedHeartbeat(10)
            .setAutomaticRecoveryEnabled(false)
            .setAutomaticRecoveryOnInitialConnection(false);
    return options.setReconnectAttempts(0);
  }

  /** Whether the session can still be used, as far as is known. */
  public boolean isOpen() {
    return open.get();
  }

  /** Completes once, with the reason, when the session has ended for whatever cause. */
  public Future<String> lost() {
    return lost.future();
  }

  /** Whether the broker is RabbitMQ itself. */
  boolean isRabbit() {
    return watch.isRabbit();
  }

  /**
   * Runs one operation of the client on this session's channel, in the order of the calls. Fails
   * with {@code unavailable} when the session is over, without touching any newer channel.
   */
  <T> Future<T> call(Function<RabbitMQClient, Future<T>> operation) {
    return onContext(
        usable -> {
          if (!open.get() || !usable.isOpenChannel()) {
            lose("the channel is closed");
            return Future.failedFuture(gone(null));
          }
          return operation.apply(usable);
        });
  }

  private <T> Future<T> onContext(Function<RabbitMQClient, Future<T>> operation) {
    Promise<T> result = Promises.onCaller(vertx);
    context.runOnContext(
        v -> {
          try {
            operation.apply(client).onComplete(result);
          } catch (RuntimeException e) {
            result.fail(gone(e));
          }
        });
    return result.future();
  }

  /** Ends the session. Idempotent. */
  void lose(String reason) {
    if (open.compareAndSet(true, false)) {
      lost.complete(reason);
      abort().onComplete(closed);
    }
  }

  /** Ends the session and waits, for two seconds at most, until the connection is closed. */
  Future<Void> close() {
    lose("closed by us");
    return closed.future();
  }

  /** The connection may come up after it was given up. */
  private void started() {
    if (!open.get()) {
      abort();
    }
  }

  private Future<Void> abort() {
    return vertx.executeBlocking(
        () -> {
          watch.abort(CLOSE_LIMIT_MS);
          return null;
        },
        false);
  }

  static RuntimeException gone(Throwable cause) {
    return Failure.of(FailureCode.UNAVAILABLE, "The message broker is not available")
        .asException(cause);
  }
}
