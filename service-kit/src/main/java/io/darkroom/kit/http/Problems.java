package io.darkroom.kit.http;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.StreamResetException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The one place where a failure becomes an HTTP answer. */
public final class Problems {
  private static final Logger log = LoggerFactory.getLogger(Problems.class);

  private static final Map<Integer, FailureCode> BY_STATUS =
      Map.ofEntries(
          Map.entry(400, FailureCode.INVALID_REQUEST),
          Map.entry(401, FailureCode.UNAUTHENTICATED),
          Map.entry(403, FailureCode.FORBIDDEN),
          Map.entry(404, FailureCode.NOT_FOUND),
          Map.entry(405, FailureCode.METHOD_NOT_ALLOWED),
          Map.entry(406, FailureCode.NOT_ACCEPTABLE),
          Map.entry(409, FailureCode.CONFLICT),
          Map.entry(411, FailureCode.LENGTH_REQUIRED),
          Map.entry(413, FailureCode.BODY_TOO_LARGE),
          Map.entry(414, FailureCode.URI_TOO_LONG),
          Map.entry(415, FailureCode.UNSUPPORTED_MEDIA_TYPE),
          Map.entry(429, FailureCode.RATE_LIMITED),
          Map.entry(431, FailureCode.HEADERS_TOO_LARGE),
          Map.entry(503, FailureCode.UNAVAILABLE));

  private Problems() {}

  /** Makes a root router render everything that goes wrong below it, unknown paths included. */
  public static void install(Router router) {
    router.route().failureHandler(Problems::render);
    for (int status : new int[] {400, 404, 405, 406, 413, 415, 500}) {
      router.errorHandler(status, Problems::render);
    }
  }

  /** Answers a failed routing context. */
  public static void render(RoutingContext ctx) {
    render(
        ctx,
        ctx.failure() == null ? new HttpException(Math.max(400, ctx.statusCode())) : ctx.failure());
  }

  /** Answers with the failure behind an error; an unknown one is logged and not shown. */
  public static Future<Void> render(RoutingContext ctx, Throwable error) {
    Failure failure = failureOf(error);
    String traceId = RequestTrace.of(ctx).traceId();
    if (isHangUp(error)) {
      log.atDebug().addKeyValue("traceId", traceId).log("client went away");
    } else if (failure.code().status() >= 500) {
      log.atLevel(level(failure.code()))
          .addKeyValue("traceId", traceId)
          .addKeyValue("route", ctx.request().method() + " " + ctx.normalizedPath())
          .addKeyValue("code", failure.code().wire())
          .setCause(error)
          .log("request failed");
    }
    return send(ctx, failure);
  }

  /** Answers with a failure; an answer that has begun is cut off, so that it is seen as broken. */
  public static Future<Void> send(RoutingContext ctx, Failure failure) {
    HttpServerResponse response = ctx.response();
    if (response.ended() || response.closed()) {
      return Future.succeededFuture();
    }
    if (response.headWritten()) {
      response.reset();
      return Future.succeededFuture();
    }
    String traceId = RequestTrace.of(ctx).traceId();
    ProblemDocument problem = ProblemDocument.of(failure, ctx.request().path(), traceId);
    response.headers().remove(HttpHeaders.CONTENT_LENGTH);
    response
        .setChunked(false)
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    if (problem.status() == 401) {
      response.putHeader("WWW-Authenticate", "Bearer");
    }
    failure.retryAfter().ifPresent(delay -> response.putHeader("Retry-After", seconds(delay)));
    UnreadBody.discard(ctx.request());
    return response.end(problem.encode());
  }

  /** The failure that stands for any error. */
  public static Failure failureOf(Throwable error) {
    if (error instanceof HttpException http) {
      FailureCode code =
          BY_STATUS.getOrDefault(
              http.getStatusCode(),
              http.getStatusCode() < 500 ? FailureCode.INVALID_REQUEST : FailureCode.INTERNAL);
      return http.getPayload() == null ? Failure.of(code) : Failure.of(code, http.getPayload());
    }
    if (error instanceof TimeoutException) {
      return Failure.of(FailureCode.UNAVAILABLE, "The service did not answer in time");
    }
    if (error instanceof IllegalArgumentException && isBadPath(error)) {
      return Failure.of(FailureCode.INVALID_REQUEST, "The address is not valid");
    }
    return FailureException.failureOf(error);
  }

  /** Shedding load is meant to be cheap, and is counted elsewhere. */
  private static Level level(FailureCode code) {
    return switch (code) {
      case INTERNAL -> Level.ERROR;
      case OVERLOADED -> Level.DEBUG;
      default -> Level.WARN;
    };
  }

  static String seconds(Duration delay) {
    return Long.toString(Math.max(1, (delay.toMillis() + 999) / 1000));
  }

  private static boolean brokeConnection(String message) {
    return message != null
        && (message.contains("Broken pipe") || message.contains("Connection reset"));
  }

  private static boolean isHangUp(Throwable error) {
    return error instanceof HttpClosedException
        || error instanceof StreamResetException
        || error instanceof ClosedChannelException
        || (error instanceof IOException && brokeConnection(error.getMessage()));
  }

  /** Vert.x reports a path with a broken percent escape this way. */
  private static boolean isBadPath(Throwable error) {
    StackTraceElement[] trace = error.getStackTrace();
    for (StackTraceElement element : trace) {
      if (element.getClassName().endsWith("URIDecoder")) {
        return true;
      }
    }
    return false;
  }
}
