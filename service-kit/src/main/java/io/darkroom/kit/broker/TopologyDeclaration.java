package io.darkroom.kit.broker;

import io.darkroom.codecs.message.Lane;
import io.darkroom.codecs.message.Topology;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/**
 * Declares all exchanges, durable queues and bindings. Every role does it before its first message,
 * because the broker confirms what it could not route as if it had.
 */
final class TopologyDeclaration {
  private final Session session;
  private final Topology names;

  TopologyDeclaration(Session session, Topology names) {
    this.session = session;
    this.names = names;
  }

  /** Idempotent; fails when the broker holds something else under one of the names. */
  Future<Void> declare() {
    return exchange(names.tasksExchange(), "direct")
        .compose(v -> exchange(names.resultsExchange(), "direct"))
        .compose(v -> exchange(names.eventsExchange(), "fanout"))
        .compose(v -> tasks(Lane.NORMAL))
        .compose(v -> tasks(Lane.HEAVY))
        .compose(v -> queue(names.resultsQueue(), names.resultsExchange(), names.resultsKey()))
        .compose(v -> queue(names.deadQueue(), names.resultsExchange(), names.deadKey()));
  }

  private Future<Void> tasks(Lane lane) {
    return queue(names.tasksQueue(lane), names.tasksExchange(), lane.wire());
  }

  private Future<Void> exchange(String name, String kind) {
    return session.call(client -> client.exchangeDeclare(name, kind, true, false));
  }

  private Future<Void> queue(String name, String exchange, String key) {
    return session
        .call(client -> client.queueDeclare(name, true, false, false, arguments()))
        .compose(ok -> session.call(client -> client.queueBind(name, exchange, key)));
  }

  /** Quorum queues where the broker has them; other brokers refuse or ignore the argument. */
  private JsonObject arguments() {
    return session.isRabbit() ? new JsonObject().put("x-queue-type", "quorum") : new JsonObject();
  }
}
