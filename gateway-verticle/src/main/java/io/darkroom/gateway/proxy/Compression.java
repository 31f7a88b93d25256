package io.darkroom.gateway.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/** Keeps the server from compressing what does not get smaller, or must not wait. */
final class Compression {
  private Compression() {}

  /** Marks an answer as final; the mark itself is taken off before it is sent. */
  static void leaveAlone(MultiMap headers) {
    if (!headers.contains(HttpHeaders.CONTENT_ENCODING)) {
      headers.set(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
    }
  }
}
