package io.darkroom.gateway.proxy;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.gateway.access.ClientAddress;
import io.darkroom.gateway.access.Doorkeeper;
import io.darkroom.gateway.config.LimitConfig;
import io.darkroom.gateway.limit.RateLimiter;
import io.darkroom.gateway.route.RouteClass;
import io.darkroom.gateway.route.RouteTable;
import io.darkroom.kit.discovery.ServiceName;
import io.darkroom.kit.http.Caller;
import io.darkroom.kit.http.Contract;
import io.darkroom.kit.http.Operation;
import io.darkroom.kit.http.Problems;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** The way of a request for a service: who asks, how often, how much, then on it goes. */
public final class ServiceRoutes {
  private final RouteTable table;
  private final Doorkeeper doorkeeper;
  private final RateLimiter limiter;
  private final ClientAddress addresses;
  private final LimitConfig limits;
  private final Upstream upstream;

  /** Routes by this contract. */
  public ServiceRoutes(
      Contract contract,
      Doorkeeper doorkeeper,
      RateLimiter limiter,
      ClientAddress addresses,
      LimitConfig limits,
      Upstream upstream) {
    this.table =
        new RouteTable(
            contract.operations().stream()
                .filter(operation -> operation.service() != ServiceName.GATEWAY)
                .toList());
    this.doorkeeper = doorkeeper;
    this.limiter = limiter;
    this.addresses = addresses;
    this.limits = limits;
    this.upstream = upstream;
  }

  /** A router handler for the paths of the services; every other path is somebody else's. */
  public void handle(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    Optional<RouteTable.Match> match = table.find(request.method(), ctx.normalizedPath());
    if (match.isEmpty()) {
      ctx.next();
    } else if (match.get().target().isEmpty()) {
      ctx.response().putHeader(HttpHeaders.ALLOW, match.get().allowed());
      Problems.send(ctx, Failure.of(FailureCode.METHOD_NOT_ALLOWED));
    } else {
      pass(ctx, match.get().target().get());
    }
  }

  private void pass(RoutingContext ctx, RouteTable.Target target) {
    HttpServerRequest request = ctx.request();
    request.routed(target.name());
    request.pause();
    Operation operation = target.operation();
    long limit =
        RouteClass.takesImages(operation) ? limits.upload().bytes() : limits.body().bytes();
    Exchange exchange = new Exchange(ctx, target, addresses.of(request), limit);
    doorkeeper
        .admit(operation, request)
        .compose(caller -> counted(exchange, caller))
        .compose(counted -> sized(request, operation, limit))
        .compose(sized -> upstream.forward(exchange))
        .onFailure(error -> Problems.render(ctx, error));
  }

  private Future<Void> counted(Exchange exchange, Optional<Caller> caller) {
    exchange.admitted(caller);
    String network = ClientAddress.network(exchange.address());
    return limiter.check(exchange.routes(), caller, network, exchange.ctx().response());
  }

  /** An HTTP/2 body of unknown length would reach the service as an empty one. */
  private static Future<Void> sized(HttpServerRequest request, Operation operation, long limit) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null) {
      return request.version() == HttpVersion.HTTP_2 && !operation.mediaTypes().isEmpty()
          ? Future.failedFuture(Failure.of(FailureCode.LENGTH_REQUIRED).asException())
          : Future.succeededFuture();
    }
    boolean over = length.length() > 18 || Long.parseLong(length) > limit;
    return over
        ? Future.failedFuture(LimitedBody.tooLarge(limit).asException())
        : Future.succeededFuture();
  }
}
