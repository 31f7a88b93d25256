package io.darkroom.kit.config;

import java.time.Duration;

/**
 * The Consul agent used for discovery.
 *
 * @param host where the agent is
 * @param port its HTTP port
 * @param token its access token, empty for none
 * @param poll time between two looks at the healthy instances
 * @param advertise the host under which others reach this process; empty takes the bound host
 */
public record ConsulConfig(
    @Default("127.0.0.1") String host,
    @Default("8500") @Range(min = 1, max = 65535) int port,
    @Default("") Secret token,
    @Default("2s") @Range(min = 100, max = 60_000) Duration poll,
    @Default("") String advertise) {}
