package io.darkroom.standalone;

import io.darkroom.auth.AuthConfig;
import io.darkroom.auth.AuthVerticle;
import io.darkroom.gateway.GatewayConfig;
import io.darkroom.gateway.GatewayVerticle;
import io.darkroom.job.JobConfig;
import io.darkroom.job.JobVerticle;
import io.darkroom.kit.config.Settings;
import io.darkroom.kit.discovery.ServiceName;
import io.darkroom.kit.service.ServiceContext;
import io.darkroom.processing.ProcessingConfig;
import io.darkroom.processing.ProcessingVerticle;
import io.vertx.core.Deployable;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A service as the platform handles it.
 *
 * @param name which one
 * @param config binds its configuration
 * @param verticle makes its verticle
 * @param <C> its configuration record
 */
record Service<C extends Record>(
    ServiceName name,
    Function<Settings, C> config,
    BiFunction<C, ServiceContext, Deployable> verticle) {

  /** All of them, each after those it calls; they stop in reverse. */
  static List<Service<?>> inStartOrder() {
    return List.of(
        new Service<>(ServiceName.AUTH, AuthConfig::from, AuthVerticle::new),
        new Service<>(ServiceName.JOB, JobConfig::from, JobVerticle::new),
        new Service<>(ServiceName.PROCESSING, ProcessingConfig::from, ProcessingVerticle::new),
        new Service<>(ServiceName.GATEWAY, GatewayConfig::from, GatewayVerticle::new));
  }

  /** Reads its settings only to learn whether they can be read. */
  void check(Settings settings) {
    Objects.requireNonNull(config.apply(settings), "config");
  }

  /** Makes the verticle. */
  Deployable create(Settings settings, ServiceContext context) {
    return verticle.apply(config.apply(settings), context);
  }
}
