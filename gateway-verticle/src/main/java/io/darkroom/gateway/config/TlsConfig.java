package io.darkroom.gateway.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Encryption at the gateway itself; both or neither.
 *
 * @param certificate PEM file of the certificate chain
 * @param key PEM file of the private key
 */
public record TlsConfig(Optional<Path> certificate, Optional<Path> key) {
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
