package io.darkroom.processing.config;

import io.darkroom.kit.config.DataSize;
import io.darkroom.kit.config.Default;
import io.darkroom.kit.config.Range;
import java.time.Duration;

/**
 * Renders that somebody waits for.
 *
 * @param maxBytes largest body
 * @param limit time for the work, from its start
 * @param patience time for the answer; what takes longer is answered with a job that finishes it
 * @param queue renders that may wait for a worker; more are refused as overload
 * @param memory results kept in memory for the next reader
 */
public record RenderConfig(
    @Default("64MiB") DataSize maxBytes,
    @Default("10s") @Range(min = 100) Duration limit,
    @Default("10s") @Range(min = 1, max = 20_000) Duration patience,
    @Default("32") @Range(min = 0, max = 10_000) int queue,
    @Default("64MiB") DataSize memory) {}
