package io.darkroom.gateway.config;

import io.darkroom.kit.config.Default;
import io.darkroom.kit.config.Range;
import java.time.Duration;
import java.util.List;

/**
 * Which other sites' pages may call the API from a browser.
 *
 * @param origins origins such as {@code https://example.org}, or {@code *}; none by default
 * @param maxAge how long a browser may remember the permission
 */
public record CorsConfig(
    List<String> origins, @Default("10m") @Range(min = 0, max = 86_400_000) Duration maxAge) {
  public CorsConfig {
    origins = List.copyOf(origins);
  }
}
