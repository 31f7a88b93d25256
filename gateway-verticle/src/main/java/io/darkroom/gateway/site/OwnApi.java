package io.darkroom.gateway.site;

import io.darkroom.gateway.limit.RateLimiter;
import io.darkroom.gateway.proxy.Upstream;
import io.darkroom.kit.discovery.Endpoint;
import io.darkroom.kit.discovery.Endpoints;
import io.darkroom.kit.discovery.ServiceName;
import io.darkroom.kit.http.ApiRequest;
import io.darkroom.kit.http.ApiRouter;
import io.darkroom.kit.http.Contract;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The operations the gateway carries out itself. */
public final class OwnApi {
  private final Buffer contract;
  private final Buffer docs;
  private final Endpoints endpoints;
  private final Upstream upstream;
  private final RateLimiter limiter;
  private final BacklogClient backlog;

  private record SystemState(
      List<ServiceState> services, String rateLimits, Optional<BacklogClient.Backlog> backlog) {}

  private record ServiceState(String name, List<String> instances, String circuit, int inFlight) {}

  /** Publishes this contract and what is known of the services. */
  public OwnApi(
      Contract contract,
      Endpoints endpoints,
      Upstream upstream,
      RateLimiter limiter,
      BacklogClient backlog) {
    this.contract = contract.json().toBuffer();
    this.docs = Buffer.buffer(new DocsPage(contract).html());
    this.endpoints = endpoints;
    this.upstream = upstream;
    this.limiter = limiter;
    this.backlog = backlog;
  }

  /** Takes its operations. */
  public ApiRouter mount(ApiRouter router) {
    return router
        .handle("getOpenApi", this::openApi)
        .handle("getDocs", this::docs)
        .handle("getSystem", this::system);
  }

  private Future<Void> openApi(ApiRequest request) {
    return request
        .raw()
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        .end(contract);
  }

  private Future<Void> docs(ApiRequest request) {
    return request
        .raw()
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        .putHeader("Content-Security-Policy", DocsPage.policy())
        .end(docs);
  }

  private Future<Void> system(ApiRequest request) {
    request.caller().requireAdmin();
    List<ServiceState> services =
        Arrays.stream(ServiceName.values())
            .filter(service -> service != ServiceName.GATEWAY)
            .map(this::state)
            .toList();
    String rateLimits = limiter.degraded().isEmpty() ? "shared" : "local";
    return backlog
        .ask(request.caller())
        .compose(known -> request.json(200, new SystemState(services, rateLimits, known)));
  }

  private ServiceState state(ServiceName service) {
    Upstream.Backend backend = upstream.backend(service);
    return new ServiceState(
        service.wire(),
        endpoints.of(service).stream().map(Endpoint::toString).toList(),
        backend.circuit().state().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        backend.admission().inside());
  }
}
