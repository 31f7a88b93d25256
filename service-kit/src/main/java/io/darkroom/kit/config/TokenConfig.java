package io.darkroom.kit.config;

/**
 * Whose access tokens are accepted.
 *
 * @param issuer the {@code iss} every token must carry
 * @param audience the {@code aud} every token must carry
 */
public record TokenConfig(
    @Default("darkroom") String issuer, @Default("darkroom-api") String audience) {}
