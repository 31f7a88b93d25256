package io.darkroom.gateway;

import io.darkroom.gateway.config.LimitConfig;
import io.darkroom.gateway.edge.ConnectionWatch;
import io.darkroom.gateway.edge.Http2Writes;
import io.darkroom.gateway.edge.RequestGuard;
import io.darkroom.gateway.edge.StrictDecoder;
import io.darkroom.kit.http.ApiServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;

/** The server clients talk to: HTTP/1.1 and HTTP/2, in the clear or with TLS. */
final class GatewayServer {
  private static final int COMPRESS_FROM = 1 << 10;
  private static final int COMPRESSION_LEVEL = 4;
  private static final int STREAM_WINDOW = 1 << 20;
  private static final int CONNECTION_WINDOW = 16 << 20;
  private static final int CONCURRENT_STREAMS = 256;
  private static final int RESETS = 1_000;

  private GatewayServer() {}

  static Future<HttpServer> listen(
      Vertx vertx, GatewayConfig config, Router router, ConnectionWatch watch) {
    HttpServerOptions options = options(config);
    RequestGuard guard = new RequestGuard(watch, StrictDecoder.isPossible(options));
    return vertx
        .createHttpServer(options)
        .connectionHandler(
            connection -> {
              StrictDecoder.install(connection, options);
              Http2Writes.widen(connection);
              watch.opened(connection);
            })
        .invalidRequestHandler(guard::refuse)
        .requestHandler(request -> guard.guard(request, router))
        .listen();
  }

  private static HttpServerOptions options(GatewayConfig config) {
    LimitConfig limits = config.limits();
    HttpServerOptions options =
        ApiServer.options(config.http())
            .setMaxHeaderSize((int) limits.headers().bytes())
            .setMaxInitialLineLength((int) limits.line().bytes())
            .setHandle100ContinueAutomatically(true)
            .setCompressionSupported(true)
            .setCompressionLevel(COMPRESSION_LEVEL)
            .setCompressionContentSizeThreshold(COMPRESS_FROM)
            .setTcpNoDelay(true)
            .setAcceptBacklog(4096)
            .setHttp2ClearTextEnabled(limits.http2ClearText())
            .setHttp2ConnectionWindowSize(CONNECTION_WINDOW)
            .setHttp2RstFloodMaxRstFramePerWindow(RESETS)
            .setInitialSettings(
                new Http2Settings()
                    .setInitialWindowSize(STREAM_WINDOW)
                    .setMaxHeaderListSize(limits.headers().bytes())
                    .setMaxConcurrentStreams(CONCURRENT_STREAMS));
    if (config.tls().enabled()) {
      options.setSsl(true).setUseAlpn(true).setKeyCertOptions(Certificate.files(config.tls()));
    }
    return options;
  }
}
