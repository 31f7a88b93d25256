package io.darkroom.kit.discovery;

import io.darkroom.kit.config.ConfigException;
import io.darkroom.kit.config.EndpointsConfig;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** Services at fixed places; announcing oneself changes nothing. */
public final class StaticEndpoints implements Discovery {
  private final Map<ServiceName, List<Endpoint>> places;

  /**
   * Takes the places from configuration.
   *
   * @throws ConfigException when one is not {@code host:port}
   */
  public StaticEndpoints(EndpointsConfig config) {
    places =
        Map.of(
            ServiceName.AUTH, parse("auth", config.auth()),
            ServiceName.JOB, parse("job", config.job()),
            ServiceName.PROCESSING, parse("processing", config.processing()),
            ServiceName.GATEWAY, parse("gateway", config.gateway()));
  }

  @Override
  public List<Endpoint> of(ServiceName service) {
    return places.get(service);
  }

  @Override
  public Future<Registration> register(ServiceName service, Endpoint http) {
    return Future.succeededFuture(Future::succeededFuture);
  }

  private static List<Endpoint> parse(String name, List<String> texts) {
    try {
      return texts.stream().map(Endpoint::parse).toList();
    } catch (IllegalArgumentException wrong) {
      throw new ConfigException("endpoints." + name + ": " + wrong.getMessage(), wrong);
    }
  }
}
