package io.darkroom.gateway;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;

/** The ways HTTP/1.1 comes to a gateway. */
enum Wire {
  CLEAR,
  CLEAR_WITH_HTTP2,
  TLS,
  /** As clients do that have never heard of HTTP/2. */
  TLS_UNSPOKEN;

  boolean isTls() {
    return this == TLS || this == TLS_UNSPOKEN;
  }

  /** A connection on which HTTP/1.1 is spoken from now on. */
  Socket connect(GatewayFixture gateway) throws IOException, GeneralSecurityException {
    return this == TLS ? gateway.connect("http/1.1") : gateway.connect();
  }
}
