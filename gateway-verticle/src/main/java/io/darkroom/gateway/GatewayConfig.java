package io.darkroom.gateway;

import io.darkroom.gateway.config.BreakerConfig;
import io.darkroom.gateway.config.CorsConfig;
import io.darkroom.gateway.config.LimitConfig;
import io.darkroom.gateway.config.RateConfig;
import io.darkroom.gateway.config.TimeoutConfig;
import io.darkroom.gateway.config.TlsConfig;
import io.darkroom.kit.config.DrainConfig;
import io.darkroom.kit.config.HttpConfig;
import io.darkroom.kit.config.ManagementConfig;
import io.darkroom.kit.config.RedisConfig;
import io.darkroom.kit.config.Settings;
import io.darkroom.kit.config.TokenConfig;

/**
 * Everything the gateway is told at start.
 *
 * @param http where clients reach it
 * @param management where health and metrics are served
 * @param redis where rates are counted
 * @param tokens whose tokens are accepted
 * @param drain how it goes down
 * @param timeouts how long it waits
 * @param limits how much it takes
 * @param rates how often somebody may ask
 * @param cors which other sites may call
 * @param tls encryption
 * @param breaker when a failing service gets a rest
 */
public record GatewayConfig(
    HttpConfig http,
    ManagementConfig management,
    RedisConfig redis,
    TokenConfig tokens,
    DrainConfig drain,
    TimeoutConfig timeouts,
    LimitConfig limits,
    RateConfig rates,
    CorsConfig cors,
    TlsConfig tls,
    BreakerConfig breaker) {
  /** Reads {@code gateway.*} and the shared sections. */
  public static GatewayConfig from(Settings settings) {
    return new GatewayConfig(
        settings.bind("gateway.http", HttpConfig.class),
        settings.bind("gateway.management", ManagementConfig.class),
        settings.bind("redis", RedisConfig.class),
        settings.bind("tokens", TokenConfig.class),
        settings.bind("drain", DrainConfig.class),
        settings.bind("gateway.timeouts", TimeoutConfig.class),
        settings.bind("gateway.limits", LimitConfig.class),
        settings.bind("gateway.rates", RateConfig.class),
        settings.bind("gateway.cors", CorsConfig.class),
        settings.bind("gateway.tls", TlsConfig.class),
        settings.bind("gateway.breaker", BreakerConfig.class));
  }
}
