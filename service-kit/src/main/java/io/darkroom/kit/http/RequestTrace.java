package io.darkroom.kit.http;

import io.vertx.ext.web.RoutingContext;

/** The trace of a request, kept with its routing context. */
public final class RequestTrace {
  private static final String KEY = "darkroom.trace";

  private RequestTrace() {}

  /** A router handler that continues the sender's trace or starts one. */
  public static void handle(RoutingContext ctx) {
    of(ctx);
    ctx.next();
  }

  /** The trace of this request, continued or started at the first call. */
  public static TraceContext of(RoutingContext ctx) {
    TraceContext known = ctx.get(KEY);
    if (known != null) {
      return known;
    }
    TraceContext trace = TraceContext.continueFrom(ctx.request().getHeader(TraceContext.HEADER));
    ctx.put(KEY, trace);
    return trace;
  }
}
