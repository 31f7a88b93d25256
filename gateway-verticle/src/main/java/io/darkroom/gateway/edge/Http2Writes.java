package io.darkroom.gateway.edge;

import io.netty.channel.WriteBufferWaterMark;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.core.net.impl.VertxConnection;

/**
 * Gives an HTTP/2 connection more room for what was written and not sent yet. With the usual 64
 * KiB, answers of 50 to 80 KiB on several streams of a TLS connection stop half way and never go
 * on: the server (Vert.x 5.0.12) misses that the connection takes data again. The room is a bound
 * on memory for each client that does not read.
 */
public final class Http2Writes {
  private static final int LOW = 1 << 20;
  private static final int HIGH = 4 << 20;

  private Http2Writes() {}

  /** Widens a new connection if it is one of HTTP/2. */
  public static void widen(HttpConnection connection) {
    if (connection instanceof ConnectionBase netty && !(connection instanceof VertxConnection)) {
      netty.channel().config().setWriteBufferWaterMark(new WriteBufferWaterMark(LOW, HIGH));
    }
  }
}
