package io.darkroom.gateway.config;

import io.darkroom.kit.config.DataSize;
import io.darkroom.kit.config.Default;
import io.darkroom.kit.config.Range;
import java.util.List;

/**
 * How much the gateway takes.
 *
 * @param upload bytes of a body that holds images
 * @param body bytes of any other body
 * @param headers bytes of all headers of a request
 * @param line bytes of a request line
 * @param connections clients at once
 * @param inFlight requests at once for each service; more are shed
 * @param streams event streams at once
 * @param pool connections to each instance of a service for requests that take a moment
 * @param imagePool connections to each instance for images on their way, in and out
 * @param http2ClearText whether HTTP/2 is spoken without TLS; a client's first request is then only
 *     watched once its headers are complete
 * @param trustedProxies addresses whose {@code X-Forwarded-For} is believed
 */
public record LimitConfig(
    @Default("64MiB") DataSize upload,
    @Default("1MiB") DataSize body,
    @Default("16KiB") @Range(min = 1024, max = 1 << 20) DataSize headers,
    @Default("8KiB") @Range(min = 256, max = 1 << 20) DataSize line,
    @Default("10000") @Range(min = 1) int connections,
    @Default("4096") @Range(min = 1) int inFlight,
    @Default("2000") @Range(min = 1) int streams,
    @Default("64") @Range(min = 1, max = 4096) int pool,
    @Default("256") @Range(min = 1, max = 4096) int imagePool,
    @Default("false") boolean http2ClearText,
    List<String> trustedProxies) {
  public LimitConfig {
    trustedProxies = List.copyOf(trustedProxies);
  }
}
