package io.darkroom.standalone;

import io.darkroom.kit.discovery.Discovery;
import io.darkroom.kit.discovery.Endpoint;
import io.darkroom.kit.discovery.Registration;
import io.darkroom.kit.discovery.Registry;
import io.darkroom.kit.discovery.ServiceName;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The registry of this process, which also remembers where each service answers itself. */
final class Neighbourhood implements Registry {
  private final Discovery discovery;
  private final Map<ServiceName, Endpoint> places = new ConcurrentHashMap<>();
  private final Map<ServiceName, Endpoint> management = new ConcurrentHashMap<>();

  Neighbourhood(Discovery discovery) {
    this.discovery = discovery;
  }

  @Override
  public Future<Registration> register(ServiceName service, Endpoint http) {
    places.put(service, http);
    return discovery.register(service, http);
  }

  @Override
  public Future<Registration> register(ServiceName service, Endpoint http, Endpoint health) {
    management.put(service, health);
    places.put(service, http);
    return discovery.register(service, http, health);
  }

  /** Where a service answers. */
  Optional<Endpoint> place(ServiceName service) {
    return Optional.ofNullable(places.get(service));
  }

  /** Where the services that have announced themselves answer. */
  Map<ServiceName, Endpoint> places() {
    return Map.copyOf(places);
  }

  /** Where the health of every service that told it is asked. */
  Map<ServiceName, Endpoint> management() {
    return Map.copyOf(management);
  }
}
