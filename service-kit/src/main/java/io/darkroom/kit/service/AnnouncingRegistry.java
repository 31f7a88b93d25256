package io.darkroom.kit.service;

import io.darkroom.kit.discovery.Endpoint;
import io.darkroom.kit.discovery.Registration;
import io.darkroom.kit.discovery.Registry;
import io.darkroom.kit.discovery.ServiceName;
import io.vertx.core.Future;
import java.io.PrintStream;

/** Tells whoever started the process where the service answers, once it does. */
record AnnouncingRegistry(Registry registry, PrintStream out) implements Registry {
  @Override
  public Future<Registration> register(ServiceName service, Endpoint http) {
    return registry.register(service, http).onSuccess(done -> print(service, http));
  }

  @Override
  public Future<Registration> register(ServiceName service, Endpoint http, Endpoint management) {
    return registry.register(service, http, management).onSuccess(done -> print(service, http));
  }

  private void print(ServiceName service, Endpoint http) {
    out.println("darkroom " + service.wire() + " ready http://" + http);
    out.flush();
  }
}
