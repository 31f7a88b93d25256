package io.darkroom.gateway.proxy;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.gateway.config.BreakerConfig;
import io.darkroom.gateway.config.LimitConfig;
import io.darkroom.gateway.config.TimeoutConfig;
import io.darkroom.gateway.route.RouteClass;
import io.darkroom.kit.discovery.ConnectFailure;
import io.darkroom.kit.discovery.Endpoints;
import io.darkroom.kit.discovery.ServiceAddress;
import io.darkroom.kit.discovery.ServiceName;
import io.darkroom.kit.discovery.TwoChoices;
import io.darkroom.kit.http.TimeLimit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.proxy.handler.ProxyHandler;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyOptions;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/**
 * The services behind the gateway: for each service a circuit and a number of requests it may have
 * under way. Brief requests share few connections, which stay busy; whatever holds a connection for
 * long, such as images for a slow client or a stream of events, has others, so that nobody waits
 * for it. To be used from one event loop.
 */
public final class Upstream {
  private static final int KEEP_ALIVE_SECONDS = 60;
  private static final int CONNECT_TRIES = 2;

  private final HttpClient brief;
  private final HttpClient lasting;
  private final HttpClient streaming;
  private final Endpoints endpoints;
  private final TimeoutConfig timeouts;
  private final Map<ServiceName, Backend> backends = new EnumMap<>(ServiceName.class);
  private final Map<RouteClass, TimeLimit> headLimits = new EnumMap<>(RouteClass.class);
  private final Admission streams;
  private final TimeLimit waits;

  /**
   * What is known about one service.
   *
   * @param circuit whether it is asked at all
   * @param admission how many requests it has
   */
  public record Backend(CircuitBreaker circuit, Admission admission) {}

  /** Reaches services where these endpoints say. */
  public Upstream(
      Vertx vertx,
      Endpoints endpoints,
      TimeoutConfig timeouts,
      LimitConfig limits,
      BreakerConfig breaker) {
    this.endpoints = endpoints;
    this.timeouts = timeouts;
    this.streams = new Admission(limits.streams());
    // An attempt for each try has its own limit; one more is for the queue before it.
    this.waits = new TimeLimit(vertx, timeouts.connect().multipliedBy(CONNECT_TRIES + 1));
    for (ServiceName service : ServiceName.values()) {
      backends.put(
          service,
          new Backend(
              new CircuitBreaker(breaker, System::nanoTime), new Admission(limits.inFlight())));
    }
    for (RouteClass routes : RouteClass.values()) {
      headLimits.put(routes, new TimeLimit(vertx, headLimit(routes)));
    }
    HttpClientOptions options =
        new HttpClientOptions()
            .setConnectTimeout((int) timeouts.connect().toMillis())
            .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
            .setMaxHeaderSize(32 << 10)
            .setDecompressionSupported(false);
    IntFunction<HttpClient> clients =
        connections ->
            vertx
                .httpClientBuilder()
                .with(options)
                .with(
                    new PoolOptions()
                        .setHttp1MaxSize(connections)
                        .setMaxWaitQueueSize(limits.inFlight()))
                .withAddressResolver(ServiceAddress.resolver(endpoints))
                .withLoadBalancer(new TwoChoices(breaker.eject()))
                .build();
    brief = clients.apply(limits.pool());
    lasting = clients.apply(limits.imagePool());
    streaming = clients.apply(limits.streams());
  }

  private HttpClient client(Exchange exchange) {
    if (exchange.routes() == RouteClass.EVENTS) {
      return streaming;
    }
    return exchange.isBrief() ? brief : lasting;
  }

  /** What is known about a service. */
  public Backend backend(ServiceName service) {
    return backends.get(service);
  }

  /** Closes the connections. */
  public Future<Void> close() {
    return Future.join(brief.close(), lasting.close(), streaming.close()).mapEmpty();
  }

  /**
   * Passes a request on. Fails with {@code unavailable} or {@code overloaded} when the service is
   * not to be asked now; everything later is answered on the way.
   */
  Future<Void> forward(Exchange exchange) {
    ServiceName service = exchange.operation().service();
    Backend backend = backends.get(service);
    if (endpoints.of(service).isEmpty()) {
      return refuse(FailureCode.UNAVAILABLE, "No " + service.wire() + " service is known");
    }
    Admission admission = exchange.routes() == RouteClass.EVENTS ? streams : backend.admission();
    if (!admission.tryEnter()) {
      return refuse(FailureCode.OVERLOADED, "The " + service.wire() + " service is busy");
    }
    exchange.ctx().addEndHandler(ended -> leave(exchange, admission, ended.failed()));
    if (!backend.circuit().tryPass()) {
      return refuse(FailureCode.UNAVAILABLE, "The " + service.wire() + " service is failing");
    }
    Outcome outcome = new Outcome(exchange, backend.circuit());
    TimeLimit limit = headLimits.get(exchange.routes());
    if (DirectPass.suits(exchange)) {
      new DirectPass(exchange, outcome, limit, idleLimit(exchange)).over(connectDirectly(exchange));
    } else {
      HttpProxy proxy =
          HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client(exchange))
              .origin(context -> connect(exchange, context))
              .addInterceptor(new ExchangeInterceptor(exchange, outcome, limit));
      ProxyHandler.create(proxy).handle(exchange.ctx());
    }
    return Future.succeededFuture();
  }

  /** A client that left wants no answer any more. */
  private static void leave(Exchange exchange, Admission admission, boolean left) {
    admission.leave();
    if (left) {
      exchange.abort();
    }
  }

  /** Connects without a timer of its own for the wait. */
  private Future<HttpClientRequest> connectDirectly(Exchange exchange) {
    RequestOptions options =
        new RequestOptions()
            .setServer(new ServiceAddress(exchange.operation().service()))
            .setMethod(exchange.ctx().request().method())
            .setURI(exchange.uri());
    Future<HttpClientRequest> asked =
        connect(brief, options, CONNECT_TRIES).onSuccess(exchange::connected);
    return waits
        .of(asked)
        .recover(
            error -> {
              boolean late = error instanceof TimeoutException;
              return late
                  ? refuse(FailureCode.OVERLOADED, "No connection was free in time")
                  : Future.failedFuture(error);
            });
  }

  /** Connects to an instance; nothing was sent when that fails, so another one may be tried. */
  private Future<HttpClientRequest> connect(Exchange exchange, ProxyContext context) {
    RequestOptions options =
        new RequestOptions()
            .setServer(new ServiceAddress(exchange.operation().service()))
            .setMethod(exchange.ctx().request().method())
            .setURI(context.request().getURI())
            .setConnectTimeout(timeouts.connect().toMillis())
            .setIdleTimeout(idleLimit(exchange).toMillis());
    return connect(client(exchange), options, CONNECT_TRIES).onSuccess(exchange::connected);
  }

  private Future<HttpClientRequest> connect(HttpClient client, RequestOptions options, int tries) {
    return client
        .request(options)
        .recover(
            error ->
                tries > 1 && ConnectFailure.is(error)
                    ? connect(client, options, tries - 1)
                    : Future.failedFuture(error));
  }

  private Duration headLimit(RouteClass routes) {
    return switch (routes) {
      case API, CREDENTIALS, EVENTS -> timeouts.api();
      case RENDER, LINK -> timeouts.render();
      case UPLOAD -> timeouts.upload().multipliedBy(5);
    };
  }

  private Duration idleLimit(Exchange exchange) {
    return switch (exchange.routes()) {
      case API, CREDENTIALS -> timeouts.api();
      case RENDER, LINK -> timeouts.render();
      case UPLOAD -> timeouts.upload();
      case EVENTS -> timeouts.events();
    };
  }

  private static <T> Future<T> refuse(FailureCode code, String detail) {
    return Future.failedFuture(
        Failure.of(code, detail).retryingAfter(Duration.ofSeconds(1)).asException());
  }
}
