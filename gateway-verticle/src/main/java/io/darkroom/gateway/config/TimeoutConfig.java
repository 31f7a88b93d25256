package io.darkroom.gateway.config;

import io.darkroom.kit.config.Default;
import io.darkroom.kit.config.Range;
import java.time.Duration;

/**
 * How long the gateway waits.
 *
 * @param connect for a connection to a service
 * @param api for the head of an ordinary answer
 * @param render for the head of a rendered image
 * @param upload for progress of an upload, and for its answer
 * @param events for the next sign of life of an event stream
 * @param idle for a client's next whole request, however slowly it sends
 */
public record TimeoutConfig(
    @Default("2s") @Range(min = 10) Duration connect,
    @Default("15s") @Range(min = 10) Duration api,
    @Default("30s") @Range(min = 10) Duration render,
    @Default("120s") @Range(min = 10) Duration upload,
    @Default("90s") @Range(min = 10) Duration events,
    @Default("60s") @Range(min = 100) Duration idle) {}
