package io.darkroom.gateway.config;

import io.darkroom.kit.config.Default;
import io.darkroom.kit.config.Range;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Encryption at the gateway itself; both or neither.
 *
 * @param certificate PEM file of the certificate chain
 * @param key PEM file of the private key
 * @param reload how often to look whether the files have changed; new connections then get the new
 *     certificate
 */
public record TlsConfig(
    Optional<Path> certificate,
    Optional<Path> key,
    @Default("1m") @Range(min = 50) Duration reload) {
  public TlsConfig {
    if (certificate.isPresent() != key.isPresent()) {
      throw new IllegalArgumentException("set certificate and key, or neither");
    }
  }

  /** Whether clients must use TLS. */
  public boolean enabled() {
    return certificate.isPresent();
  }
}
