package io.darkroom.kit.config;

/**
 * Where health and metrics are served, away from the public port.
 *
 * @param host address to bind
 * @param port 0 picks a free one
 */
public record ManagementConfig(
    @Default("127.0.0.1") String host, @Default("0") @Range(min = 0, max = 65535) int port) {}
