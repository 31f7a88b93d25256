package io.darkroom.kit.http;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.kit.config.HttpConfig;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import java.time.Duration;

/** An HTTP server with the limits every service keeps, and a drain. */
public final class ApiServer {
  private static final int LINE_LIMIT = 8 << 10;
  private static final int HEADER_LIMIT = 16 << 10;
  private static final int IDLE_SECONDS = 180;

  private final HttpServer server;
  private final HttpDrain drain;

  private ApiServer(HttpServer server, HttpDrain drain) {
    this.server = server;
    this.drain = drain;
  }

  /** Binds a server for this router. */
  public static Future<ApiServer> start(
      Vertx vertx, HttpConfig config, Router router, HttpDrain drain) {
    return vertx
        .createHttpServer(options(config))
        .invalidRequestHandler(ApiServer::refuse)
        .requestHandler(router)
        .listen()
        .map(server -> new ApiServer(server, drain));
  }

  /** The options services bind with. */
  public static HttpServerOptions options(HttpConfig config) {
    return new HttpServerOptions()
        .setHost(config.host())
        .setPort(config.port())
        .setMaxInitialLineLength(LINE_LIMIT)
        .setMaxHeaderSize(HEADER_LIMIT)
        .setIdleTimeout(IDLE_SECONDS)
        // Behind the gateway everything is HTTP/1.1; an upgraded connection can lose the last
        // answer of a drain to its own closing.
        .setHttp2ClearTextEnabled(false)
        // Nobody speaks WebSocket here, and these would look at every message.
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setHandle100ContinueAutomatically(true);
  }

  /** Answers bytes that are no HTTP request, or one beyond the limits, and hangs up. */
  public static void refuse(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    FailureCode code =
        cause instanceof TooLongHttpLineException
            ? FailureCode.URI_TOO_LONG
            : cause instanceof TooLongHttpHeaderException
                ? FailureCode.HEADERS_TOO_LARGE
                : FailureCode.INVALID_REQUEST;
    refuse(request, Failure.of(code));
  }

  /** Answers a request nobody should look at any further, and hangs up. */
  public static void refuse(HttpServerRequest request, Failure failure) {
    String traceId = TraceContext.continueFrom(request.getHeader(TraceContext.HEADER)).traceId();
    ProblemDocument problem = ProblemDocument.of(failure, "/", traceId);
    if (request.version() != HttpVersion.HTTP_2) {
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    request
        .response()
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE)
        .putHeader("X-Request-Id", traceId)
        .end(problem.encode())
        .onComplete(sent -> hangUp(request));
  }

  private static void hangUp(HttpServerRequest request) {
    if (request.version() != HttpVersion.HTTP_2) {
      request.connection().close();
    }
  }

  /** The port it listens on. */
  public int actualPort() {
    return server.actualPort();
  }

  /** Waits for the requests in flight, up to the grace, and closes the server. */
  public Future<Void> stop(Duration grace) {
    return drain.drain(server, grace);
  }
}
