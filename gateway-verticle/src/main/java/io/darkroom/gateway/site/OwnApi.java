package io.darkroom.gateway.site;

import io.darkroom.gateway.limit.RateLimiter;
import io.darkroom.gateway.proxy.Upstream;
import io.darkroom.kit.discovery.Endpoints;
import io.darkroom.kit.discovery.ServiceName;
import io.darkroom.kit.http.ApiRequest;
import io.darkroom.kit.http.ApiRouter;
import io.darkroom.kit.http.Contract;
import io.darkroom.kit.http.InstanceReport;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** The operations the gateway carries out itself. */
public final class OwnApi {
  private final Buffer contract;
  private final Buffer docs;
  private final Endpoints endpoints;
  private final Upstream upstream;
  private final RateLimiter limiter;
  private final BacklogClient backlog;
  private final InstanceClient instances;
  private final Supplier<Future<InstanceReport>> self;

  private record SystemState(
      List<ServiceState> services, String rateLimits, Optional<BacklogClient.Backlog> backlog) {}

  private record ServiceState(
      String name,
      List<InstanceClient.State> instances,
      Optional<String> circuit,
      Optional<Integer> inFlight) {}

  /**
   * Publishes this contract and what is known of the services.
   *
   * @param self how this gateway fares
   */
  public OwnApi(
      Contract contract,
      Endpoints endpoints,
      Upstream upstream,
      RateLimiter limiter,
      BacklogClient backlog,
      InstanceClient instances,
      Supplier<Future<InstanceReport>> self) {
    this.contract = contract.json().toBuffer();
    this.docs = Buffer.buffer(new DocsPage(contract).html());
    this.endpoints = endpoints;
    this.upstream = upstream;
    this.limiter = limiter;
    this.backlog = backlog;
    this.instances = instances;
    this.self = self;
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
    List<Future<ServiceState>> services =
        Arrays.stream(ServiceName.values()).map(this::state).toList();
    Future<Optional<BacklogClient.Backlog>> waiting = backlog.ask(request.caller());
    String rateLimits = limiter.degraded().isEmpty() ? "shared" : "local";
    return Future.all(services)
        .compose(all -> waiting.map(known -> new SystemState(all.list(), rateLimits, known)))
        .compose(state -> request.json(200, state));
  }

  private Future<ServiceState> state(ServiceName service) {
    if (service == ServiceName.GATEWAY) {
      return self.get()
          .map(report -> InstanceClient.State.of(Optional.empty(), report))
          .map(own -> state(service, List.of(own), Optional.empty()));
    }
    Upstream.Backend backend = upstream.backend(service);
    return Future.all(endpoints.of(service).stream().map(instances::ask).toList())
        .map(all -> state(service, all.list(), Optional.of(backend)));
  }

  private static ServiceState state(
      ServiceName service,
      List<InstanceClient.State> instances,
      Optional<Upstream.Backend> backend) {
    return new ServiceState(
        service.wire(),
        instances,
        backend.map(b -> b.circuit().state().name().toLowerCase(Locale.ROOT).replace('_', '-')),
        backend.map(b -> b.admission().inside()));
  }
}
