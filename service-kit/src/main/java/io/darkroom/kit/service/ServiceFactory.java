package io.darkroom.kit.service;

import io.darkroom.kit.config.Settings;
import io.vertx.core.Deployable;

/** Makes the verticle of a service from the settings of the process. */
@FunctionalInterface
public interface ServiceFactory {
  /** Binds the service's configuration and makes its verticle. */
  Deployable create(Settings settings, ServiceContext context);
}
