package io.darkroom.gateway.config;

import io.darkroom.kit.config.Default;
import io.darkroom.kit.config.Range;
import java.time.Duration;

/**
 * When a failing service or instance is given a rest.
 *
 * @param failures failures of a service without a success between them that open its circuit
 * @param pause how long an open circuit stays open before one request may try
 * @param eject how long an instance that refused a connection is passed over
 */
public record BreakerConfig(
    @Default("20") @Range(min = 1) int failures,
    @Default("2s") @Range(min = 10) Duration pause,
    @Default("5s") @Range(min = 10) Duration eject) {}
