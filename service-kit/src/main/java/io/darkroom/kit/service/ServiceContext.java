package io.darkroom.kit.service;

import io.darkroom.codecs.id.Ids;
import io.darkroom.kit.discovery.Endpoints;
import io.darkroom.kit.discovery.Registry;
import io.darkroom.kit.discovery.ServiceName;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Objects;

/**
 * What every service verticle is given besides its configuration.
 *
 * @param name which service this is
 * @param instance the id of this instance, unique among all
 * @param endpoints where the other services are right now
 * @param registry where this instance announces itself
 * @param meters where to count
 * @param ids makes identifiers
 * @param clock tells the time
 */
public record ServiceContext(
    ServiceName name,
    String instance,
    Endpoints endpoints,
    Registry registry,
    MeterRegistry meters,
    Ids ids,
    InstantSource clock) {
  public ServiceContext {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(instance, "instance");
    Objects.requireNonNull(endpoints, "endpoints");
    Objects.requireNonNull(registry, "registry");
    Objects.requireNonNull(meters, "meters");
    Objects.requireNonNull(ids, "ids");
    Objects.requireNonNull(clock, "clock");
  }
}
