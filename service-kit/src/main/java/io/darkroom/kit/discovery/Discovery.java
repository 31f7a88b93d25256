package io.darkroom.kit.discovery;

import io.darkroom.kit.config.DiscoveryConfig;
import io.darkroom.kit.config.EndpointsConfig;
import io.darkroom.kit.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Both sides of discovery: finding others and announcing oneself. */
public interface Discovery extends Endpoints, Registry {
  /** Forgets what was announced and stops looking. */
  default Future<Void> close() {
    return Future.succeededFuture();
  }

  /**
   * Opens the mechanism that {@code discovery.kind} names. Services with fixed places in {@code
   * endpoints.*} are found there, whatever the mechanism says.
   */
  static Discovery open(Vertx vertx, Settings settings) {
    DiscoveryConfig config = settings.bind("discovery", DiscoveryConfig.class);
    StaticEndpoints fixed = new StaticEndpoints(settings.bind("endpoints", EndpointsConfig.class));
    return switch (config.kind()) {
      case STATIC -> fixed;
      case LOCAL -> new FixedFirst(fixed, new LocalDiscovery(vertx));
      case CONSUL -> new FixedFirst(fixed, new ConsulDiscovery(vertx, config.consul()));
    };
  }
}
