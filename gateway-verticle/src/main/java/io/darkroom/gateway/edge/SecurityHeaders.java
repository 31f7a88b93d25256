package io.darkroom.gateway.edge;

import io.darkroom.kit.http.RequestTrace;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;

/**
 * Tells browsers what an answer may do. Pages loosen the policy for themselves, nothing else does.
 */
public final class SecurityHeaders {
  /** Allows an answer nothing at all, which is right for data and images. */
  public static final String DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

  /** Allows the interface its own scripts, styles and images. */
  public static final String PAGE_POLICY =
      "default-src 'self'; img-src 'self' data: blob:; connect-src 'self'; object-src 'none';"
          + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private static final CharSequence POLICY = HttpHeaders.createOptimized("Content-Security-Policy");
  private static final CharSequence TYPE_OPTIONS =
      HttpHeaders.createOptimized("X-Content-Type-Options");
  private static final CharSequence FRAMES = HttpHeaders.createOptimized("X-Frame-Options");
  private static final CharSequence REFERRER = HttpHeaders.createOptimized("Referrer-Policy");
  private static final CharSequence RESOURCES =
      HttpHeaders.createOptimized("Cross-Origin-Resource-Policy");
  private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("X-Request-Id");

  private final HttpDate date = new HttpDate(InstantSource.system());
  private final boolean tls;

  /** With strict transport security if the gateway itself speaks TLS. */
  public SecurityHeaders(boolean tls) {
    this.tls = tls;
  }

  /** A router handler that sets the headers of every answer. */
  public void handle(RoutingContext ctx) {
    MultiMap headers = ctx.response().headers();
    headers.set(HttpHeaders.DATE, date.now());
    headers.set(POLICY, DATA_POLICY);
    headers.set(TYPE_OPTIONS, "nosniff");
    headers.set(FRAMES, "DENY");
    headers.set(REFERRER, "no-referrer");
    headers.set(
        RESOURCES,
        ctx.request().path() != null && ctx.request().path().startsWith("/i/")
            ? "cross-origin"
            : "same-origin");
    headers.set(REQUEST_ID, RequestTrace.of(ctx).traceId());
    if (tls) {
      headers.set("Strict-Transport-Security", "max-age=31536000");
    }
    ctx.next();
  }
}
