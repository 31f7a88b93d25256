package io.darkroom.kit.config;

import java.time.Duration;

/**
 * How a service goes down.
 *
 * @param grace how long requests in flight may still take
 */
public record DrainConfig(@Default("25s") @Range(min = 0, max = 600_000) Duration grace) {}
