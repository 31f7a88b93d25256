package io.darkroom.kit.discovery;

import io.vertx.core.Future;

/** Announces instances to whoever looks for them. */
@FunctionalInterface
public interface Registry {
  /** Announces that a service answers HTTP at this place, until the registration is closed. */
  Future<Registration> register(ServiceName service, Endpoint http);

  /**
   * Announces a service together with its management port, where its readiness can be asked. A
   * mechanism that watches health uses it, any other ignores it.
   */
  default Future<Registration> register(ServiceName service, Endpoint http, Endpoint management) {
    return register(service, http);
  }
}
