package io.darkroom.kit.discovery;

import io.vertx.core.net.Address;
import io.vertx.core.net.AddressResolver;
import io.vertx.core.net.SocketAddress;

/**
 * The address of whichever instance of a service an HTTP client picks for a request.
 *
 * @param service the service
 */
public record ServiceAddress(ServiceName service) implements Address {
  /** Resolves service addresses by the instances known at the time of each request. */
  public static AddressResolver<ServiceAddress> resolver(Endpoints endpoints) {
    return AddressResolver.mappingResolver(
        address ->
            endpoints.of(address.service()).stream()
                .map(place -> SocketAddress.inetSocketAddress(place.port(), place.host()))
                .toList());
  }
}
