package io.darkroom.processing.config;

import io.darkroom.engine.EngineConfig;
import io.darkroom.kit.config.Default;

/**
 * Which lanes of the image engine may be used.
 *
 * @param turbo the lane for the most usual requests; without it they take the way of all others
 */
public record LanesConfig(@Default("true") boolean turbo) {
  /** How to open the engine. */
  public EngineConfig engine() {
    EngineConfig all = EngineConfig.defaults();
    return turbo ? all : all.withoutTurbo();
  }
}
