package io.darkroom.kit.discovery;

import io.vertx.core.Future;
import java.util.List;

/** Fixed places overrule discovered ones, service by service. */
record FixedFirst(StaticEndpoints fixed, Discovery found) implements Discovery {
  @Override
  public List<Endpoint> of(ServiceName service) {
    List<Endpoint> places = fixed.of(service);
    return places.isEmpty() ? found.of(service) : places;
  }

  @Override
  public Future<Registration> register(ServiceName service, Endpoint http) {
    return found.register(service, http);
  }

  @Override
  public Future<Registration> register(ServiceName service, Endpoint http, Endpoint management) {
    return found.register(service, http, management);
  }

  @Override
  public Future<Void> close() {
    return found.close();
  }
}
