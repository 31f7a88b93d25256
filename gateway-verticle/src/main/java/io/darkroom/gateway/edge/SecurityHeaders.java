package io.darkroom.gateway.edge;

import io.darkroom.kit.http.RequestTrace;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;

/**
 * Tells browsers what an answer may do. Pages loosen the policy for themselves, nothing else does.
 */
public final class SecurityHeaders {
  /** Allows an answer nothing at all, which is right for data and images. */
  public static final String DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

  /** Allows the interface its own scripts, styles and images. */
  public static final String PAGE_POLICY =
      "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline';"
          + " connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';"
          + " frame-ancestors 'none'";

  private final boolean tls;

  /** With strict transport security if the gateway itself speaks TLS. */
  public SecurityHeaders(boolean tls) {
    this.tls = tls;
  }

  /** A router handler that sets the headers of every answer. */
  public void handle(RoutingContext ctx) {
    MultiMap headers = ctx.response().headers();
    headers.set("Content-Security-Policy", DATA_POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set(
        "Cross-Origin-Resource-Policy",
        ctx.request().path() != null && ctx.request().path().startsWith("/i/")
            ? "cross-origin"
            : "same-origin");
    headers.set("X-Request-Id", RequestTrace.of(ctx).traceId());
    if (tls) {
      headers.set("Strict-Transport-Security", "max-age=31536000");
    }
    ctx.next();
  }
}
