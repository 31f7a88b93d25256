package io.darkroom.gateway.edge;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpMessage;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import io.vertx.core.net.impl.VertxConnection;

/**
 * Refuses a request that says both how long its body is and that it comes in chunks. The decoder
 * that comes with the server drops the length and goes on, so that nobody later could tell.
 */
public final class StrictDecoder extends VertxHttpRequestDecoder {
  private static final String NAME = "httpDecoder";

  private StrictDecoder(HttpServerOptions options) {
    super(options);
  }

  /** Takes the place of the decoder of a new HTTP/1 connection; others are left as they are. */
  public static void install(HttpConnection connection, HttpServerOptions options) {
    if (connection instanceof VertxConnection netty && !options.isHttp2ClearTextEnabled()) {
      ChannelPipeline pipeline = netty.channelHandlerContext().pipeline();
      if (pipeline.get(NAME) != null) {
        pipeline.replace(NAME, NAME, new StrictDecoder(options));
      }
    }
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("both Transfer-Encoding and Content-Length");
  }
}
