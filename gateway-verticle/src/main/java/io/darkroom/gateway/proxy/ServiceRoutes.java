package io.darkroom.gateway.proxy;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.gateway.access.ClientAddress;
import io.darkroom.gateway.access.Doorkeeper;
import io.darkroom.gateway.config.LimitConfig;
import io.darkroom.gateway.limit.RateLimiter;
import io.darkroom.gateway.route.RouteClass;
import io.darkroom.kit.discovery.ServiceName;
import io.darkroom.kit.http.Caller;
import io.darkroom.kit.http.Contract;
import io.darkroom.kit.http.Operation;
import io.darkroom.kit.http.Problems;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** One route for each operation of the services: who, how often, how much, then on it goes. */
public final class ServiceRoutes {
  private final Contract contract;
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
    this.contract = contract;
    this.doorkeeper = doorkeeper;
    this.limiter = limiter;
    this.addresses = addresses;
    this.limits = limits;
    this.upstream = upstream;
  }

  /** Adds the routes of every service but the gateway itself. */
  public void mount(Router router) {
    List<Operation> operations =
        contract.operations().stream()
            .filter(operation -> operation.service() != ServiceName.GATEWAY)
            .sorted((a, b) -> a.path().compareTo(b.path()))
            .toList();
    for (Operation operation : operations) {
      mount(router, operation);
    }
    refuseOtherMethods(router, operations);
  }

  private void mount(Router router, Operation operation) {
    RouteClass routes = RouteClass.of(operation);
    Route route = router.routeWithRegex(operation.method(), operation.path().regex());
    if (operation.method().equals(HttpMethod.GET) && routes != RouteClass.EVENTS) {
      route.method(HttpMethod.HEAD);
    }
    route.setName(operation.path().toString()).handler(ctx -> handle(ctx, operation, routes));
  }

  private void handle(RoutingContext ctx, Operation operation, RouteClass routes) {
    HttpServerRequest request = ctx.request();
    request.pause();
    long limit =
        RouteClass.takesImages(operation) ? limits.upload().bytes() : limits.body().bytes();
    Exchange exchange = new Exchange(ctx, operation, routes, addresses.of(request), limit);
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

  private static void refuseOtherMethods(Router router, List<Operation> operations) {
    Map<String, TreeSet<String>> methods = new TreeMap<>();
    for (Operation operation : operations) {
      methods
          .computeIfAbsent(operation.path().regex(), regex -> new TreeSet<>())
          .add(operation.method().name());
    }
    methods.forEach(
        (regex, allowed) ->
            router.routeWithRegex(regex).handler(ctx -> refuse(ctx, String.join(", ", allowed))));
  }

  private static void refuse(RoutingContext ctx, String allowed) {
    ctx.response().putHeader("Allow", allowed);
    Problems.send(ctx, Failure.of(FailureCode.METHOD_NOT_ALLOWED));
  }
}
