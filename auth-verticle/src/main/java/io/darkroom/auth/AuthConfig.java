package io.darkroom.auth;

import io.darkroom.auth.config.ApiKeyConfig;
import io.darkroom.auth.config.KeyConfig;
import io.darkroom.auth.config.PasswordConfig;
import io.darkroom.auth.config.SessionConfig;
import io.darkroom.auth.config.ThrottleConfig;
import io.darkroom.kit.config.DrainConfig;
import io.darkroom.kit.config.HttpConfig;
import io.darkroom.kit.config.ManagementConfig;
import io.darkroom.kit.config.PostgresConfig;
import io.darkroom.kit.config.RedisConfig;
import io.darkroom.kit.config.Settings;
import io.darkroom.kit.config.TokenConfig;

/** Everything the auth service can be told. */
public record AuthConfig(
    HttpConfig http,
    ManagementConfig management,
    PostgresConfig postgres,
    RedisConfig redis,
    TokenConfig tokens,
    DrainConfig drain,
    PasswordConfig passwords,
    SessionConfig sessions,
    ApiKeyConfig apiKeys,
    KeyConfig signing,
    ThrottleConfig throttle) {

  /**
   * Binds the shared sections and {@code auth.*}.
   *
   * @throws io.darkroom.kit.config.ConfigException naming the setting that is wrong
   */
  public static AuthConfig from(Settings settings) {
    return new AuthConfig(
        settings.bind("auth.http", HttpConfig.class),
        settings.bind("auth.management", ManagementConfig.class),
        settings.bind("postgres", PostgresConfig.class),
        settings.bind("redis", RedisConfig.class),
        settings.bind("tokens", TokenConfig.class),
        settings.bind("drain", DrainConfig.class),
        settings.bind("auth.passwords", PasswordConfig.class),
        settings.bind("auth.sessions", SessionConfig.class),
        settings.bind("auth.api-keys", ApiKeyConfig.class),
        settings.bind("auth.signing", KeyConfig.class),
        settings.bind("auth.throttle", ThrottleConfig.class));
  }
}
