package io.darkroom.kit.config;

import java.util.List;

/**
 * Fixed places of the services, each {@code host:port}; an empty list leaves it to discovery.
 *
 * @param auth instances of the auth service
 * @param job instances of the job service
 * @param processing instances of the processing service
 * @param gateway instances of the gateway
 */
public record EndpointsConfig(
    List<String> auth, List<String> job, List<String> processing, List<String> gateway) {
  public EndpointsConfig {
    auth = List.copyOf(auth);
    job = List.copyOf(job);
    processing = List.copyOf(processing);
    gateway = List.copyOf(gateway);
  }
}
