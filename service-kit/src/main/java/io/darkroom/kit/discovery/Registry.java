package io.darkroom.kit.discovery;

import io.darkroom.kit.service.ServiceName;
import io.vertx.core.Future;

/** Announces instances to whoever looks for them. */
@FunctionalInterface
public interface Registry {
  /** Announces that a service answers HTTP at this place, until the registration is closed. */
  Future<Registration> register(ServiceName service, Endpoint http);
}
