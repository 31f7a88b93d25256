package io.darkroom.gateway.proxy;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.gateway.route.RouteClass;
import io.darkroom.gateway.route.RouteTable;
import io.darkroom.kit.http.Caller;
import io.darkroom.kit.http.Operation;
import io.darkroom.kit.http.UnreadBody;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyRequest;
import java.util.Optional;

/** One request on its way through the gateway. Lives on its event loop. */
final class Exchange {
  private final RoutingContext ctx;
  private final RouteTable.Target target;
  private final String address;
  private final long limit;
  private Optional<Caller> caller = Optional.empty();
  private LimitedBody body;
  private HttpClientRequest upstream;
  private boolean aborted;

  Exchange(RoutingContext ctx, RouteTable.Target target, String address, long limit) {
    this.ctx = ctx;
    this.target = target;
    this.address = address;
    this.limit = limit;
  }

  RoutingContext ctx() {
    return ctx;
  }

  Operation operation() {
    return target.operation();
  }

  RouteClass routes() {
    return target.routes();
  }

  /** Whether neither its body nor its answer takes long to pass on. */
  boolean isBrief() {
    return target.brief();
  }

  String address() {
    return address;
  }

  Optional<Caller> caller() {
    return caller;
  }

  void admitted(Optional<Caller> who) {
    caller = who;
  }

  /** The path the route was found by, with the query as it came: nobody reads it differently. */
  String uri() {
    String query = ctx.request().query();
    return query == null ? ctx.normalizedPath() : ctx.normalizedPath() + "?" + query;
  }

  /**
   * Makes the body fail when more of it arrives than is allowed. A body nobody asked for is thrown
   * away: no service gets to wonder what it means.
   */
  void limitBody(ProxyRequest request) {
    if (operation().mediaTypes().isEmpty()) {
      request.setBody(null);
      request.headers().remove(HttpHeaders.CONTENT_LENGTH).remove(HttpHeaders.CONTENT_TYPE);
      UnreadBody.discard(ctx.request());
      return;
    }
    Body whole = request.getBody();
    body = new LimitedBody(whole.stream(), limit);
    request.setBody(Body.body(body, whole.length(), whole.mediaType()));
  }

  Failure tooLarge() {
    return LimitedBody.tooLarge(limit);
  }

  boolean bodyExceeded() {
    return body != null && body.exceeded();
  }

  void connected(HttpClientRequest request) {
    upstream = request;
    // Every failure of it comes back through the answer's future as well.
    request.exceptionHandler(known -> {});
    if (aborted) {
      request.reset();
    }
  }

  /** Breaks the request to the service off, or the one that has no connection yet. */
  void abort() {
    aborted = true;
    if (upstream != null) {
      upstream.reset();
    }
  }
}
