package io.darkroom.kit.broker;

import io.darkroom.codecs.message.Topology;
import io.darkroom.kit.config.BrokerConfig;
import io.darkroom.kit.retry.Backoff;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one role connected: opens a session, declares the topology, prepares the role, and does it
 * all again with a new session, after a jittered pause, whenever the session is lost. Its state is
 * touched on the context that started it only.
 */
public final class Broker {
  private static final Logger log = LoggerFactory.getLogger(Broker.class);
  private static final long PREPARE_LIMIT_MS = 30_000;

  private final Vertx vertx;
  private final Context context;
  private final BrokerConfig config;
  private final Topology topology;
  private final String role;
  private final BrokerRole setup;
  private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
  private final Promise<Void> first = Promise.promise();
  private volatile Session current;
  private volatile boolean stopped;

  private Broker(
      Vertx vertx, BrokerConfig config, Topology topology, String role, BrokerRole setup) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.config = config;
    this.topology = topology;
    this.role = role;
    this.setup = setup;
  }

  /**
   * Starts connecting and returns at once; an absent broker is no failure, only not up yet.
   *
   * @param role names the connection in logs and in the broker's management
   */
  public static Broker start(
      Vertx vertx, BrokerConfig config, Topology topology, String role, BrokerRole setup) {
    Broker broker = new Broker(vertx, config, topology, role, setup);
    broker.context.runOnContext(v -> broker.connect());
    return broker;
  }

  /** Whether the role has a working session now. */
  public boolean isUp() {
    Session session = current;
    return session != null && session.isOpen();
  }

  /** Completes when the role has had its first working session. */
  public Future<Void> up() {
    return first.future();
  }

  /** Ends the session and stays down. Idempotent. */
  public Future<Void> stop() {
    stopped = true;
    first.tryFail("stopped");
    Session session = current;
    return session == null ? Future.succeededFuture() : session.close();
  }

  private void connect() {
    if (!stopped) {
      Session.open(vertx, config, "darkroom " + role)
          .compose(this::prepare)
          .onSuccess(this::opened)
          .onFailure(this::failed);
    }
  }

  private Future<Session> prepare(Session session) {
    return new TopologyDeclaration(session, topology)
        .declare()
        .compose(v -> setup.open(session))
        .timeout(PREPARE_LIMIT_MS, TimeUnit.MILLISECONDS)
        .onFailure(error -> session.close())
        .map(session);
  }

  private void opened(Session session) {
    if (stopped) {
      session.close();
      return;
    }
    current = session;
    log.atInfo().addKeyValue("role", role).log("broker session up");
    first.tryComplete();
    long since = System.nanoTime();
    session.lost().onSuccess(reason -> context.runOnContext(v -> lost(reason, since)));
  }

  private void lost(String reason, long since) {
    current = null;
    if (stopped) {
      return;
    }
    // A session that stood for a while starts the pauses afresh; one that fell at once does not.
    if (System.nanoTime() - since > TimeUnit.SECONDS.toNanos(5)) {
      backoff.reset();
    }
    later("broker session lost", reason);
  }

  private void failed(Throwable error) {
    if (!stopped) {
      later("broker not reachable", String.valueOf(error.getMessage()));
    }
  }

  private void later(String message, String cause) {
    long pauseMs = backoff.nextMs();
    log.atWarn()
        .addKeyValue("role", role)
        .addKeyValue("cause", cause)
        .addKeyValue("pauseMs", pauseMs)
        .log(message);
    vertx.setTimer(pauseMs, id -> connect());
  }
}
