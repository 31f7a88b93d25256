package io.darkroom.processing.config;

import io.darkroom.kit.config.Default;
import io.darkroom.kit.config.Range;
import java.time.Duration;

/**
 * Results shared between instances.
 *
 * @param keep how long a finished result is remembered
 * @param lease how long an instance may be silent before another one computes its result
 * @param patience how long to wait for a result that another one computes before doing it anyway
 */
public record CacheConfig(
    @Default("7d") @Range(min = 1_000) Duration keep,
    @Default("10s") @Range(min = 500) Duration lease,
    @Default("60s") @Range(min = 0) Duration patience) {}
