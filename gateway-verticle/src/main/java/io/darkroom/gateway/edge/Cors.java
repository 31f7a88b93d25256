package io.darkroom.gateway.edge;

import io.darkroom.gateway.config.CorsConfig;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/**
 * Lets pages of the configured sites call the API. A request from any other site is answered as
 * usual and without permission, so that its page cannot read the answer; tokens travel in a header
 * and never in a cookie, so nothing happens on a user's behalf either.
 */
public final class Cors {
  private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
  private static final String HEADERS =
      "Authorization, Content-Type, Idempotency-Key, If-None-Match, If-Match, Last-Event-ID, Range,"
          + " traceparent";
  private static final String EXPOSED =
      "ETag, Location, Retry-After, RateLimit, RateLimit-Policy, X-Request-Id, Content-Range";

  private final CorsConfig config;

  /** Permits what the configuration says. */
  public Cors(CorsConfig config) {
    this.config = config;
  }

  /** A router handler that permits, and answers preflights of permitted sites. */
  public void handle(RoutingContext ctx) {
    String origin = ctx.request().getHeader(HttpHeaders.ORIGIN);
    if (config.origins().isEmpty() || origin == null) {
      ctx.next();
      return;
    }
    MultiMap headers = ctx.response().headers();
    headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    boolean anybody = config.origins().contains("*");
    if (!anybody && !config.origins().contains(origin)) {
      ctx.next();
      return;
    }
    headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, anybody ? "*" : origin);
    headers.set("Cross-Origin-Resource-Policy", "cross-origin");
    headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    if (isPreflight(ctx)) {
      headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
      headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS);
      headers.set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, Long.toString(config.maxAge().toSeconds()));
      ctx.response().setStatusCode(204).end();
    } else {
      ctx.next();
    }
  }

  private static boolean isPreflight(RoutingContext ctx) {
    return ctx.request().method().equals(HttpMethod.OPTIONS)
        && ctx.request().headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
  }
}
