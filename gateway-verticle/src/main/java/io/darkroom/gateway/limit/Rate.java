package io.darkroom.gateway.limit;

import io.darkroom.gateway.config.RateConfig;
import io.darkroom.gateway.route.RouteClass;

/**
 * A rate to keep.
 *
 * @param perMinute requests a minute in the long run
 * @param burst requests at once after a rest
 */
public record Rate(int perMinute, int burst) {
  private static final long MINUTE_MICROS = 60_000_000L;

  /** The rate of one user for a class of routes. */
  public static Rate of(RateConfig config, RouteClass routes) {
    return switch (routes) {
      case API -> new Rate(config.apiPerMinute(), config.apiBurst());
      case UPLOAD -> new Rate(config.uploadPerMinute(), config.uploadBurst());
      case RENDER -> new Rate(config.renderPerMinute(), config.renderBurst());
      case LINK -> new Rate(config.linkPerMinute(), config.linkBurst());
      case EVENTS -> new Rate(config.eventsPerMinute(), config.eventsBurst());
      case CREDENTIALS -> new Rate(config.credentialsPerMinute(), config.credentialsBurst());
    };
  }

  /** This rate for several users. */
  public Rate times(int users) {
    return new Rate(Math.multiplyExact(perMinute, users), Math.multiplyExact(burst, users));
  }

  /** A share of this rate, at least one request. */
  public Rate percent(int share) {
    return new Rate(
        Math.max(1, (int) ((long) perMinute * share / 100)),
        Math.max(1, (int) ((long) burst * share / 100)));
  }

  /** Microseconds between two requests in the long run. */
  long intervalMicros() {
    return MINUTE_MICROS / perMinute;
  }
}
