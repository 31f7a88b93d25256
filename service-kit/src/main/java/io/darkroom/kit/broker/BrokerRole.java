package io.darkroom.kit.broker;

import io.vertx.core.Future;

/** What one connection to the broker is used for: publishing, or consuming one queue. */
public interface BrokerRole {
  /**
   * Prepares a new session, after the topology was declared on it. The session counts as up when
   * the future succeeds; when it fails the session is closed and another one is tried later. Runs
   * on the context that started the {@link Broker}.
   */
  Future<Void> open(Session session);
}
