package io.darkroom.kit.http;

import io.darkroom.kit.discovery.ServiceName;
import io.darkroom.kit.http.Operation.Access;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Builds the router of a service from its part of the contract. Every operation must have exactly
 * one handler and every handler an operation; otherwise the service does not start.
 */
public final class ApiRouter {
  private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(60);

  private final Vertx vertx;
  private final Contract contract;
  private final ServiceName service;
  private final Map<String, OperationHandler> whole = new HashMap<>();
  private final Map<String, OperationHandler> streamed = new HashMap<>();
  private HttpDrain drain;
  private Authenticator authenticator;

  private ApiRouter(Vertx vertx, Contract contract, ServiceName service) {
    this.vertx = vertx;
    this.contract = contract;
    this.service = service;
  }

  /** Starts to build the router of one service. */
  public static ApiRouter create(Vertx vertx, Contract contract, ServiceName service) {
    return new ApiRouter(vertx, contract, service);
  }

  /** Handles an operation that takes no body or a JSON body, which is read and checked before. */
  public ApiRouter handle(String operationId, OperationHandler handler) {
    return add(whole, operationId, handler);
  }

  /**
   * Handles an operation whose body is neither read nor checked and whose answer may take any time.
   * Except for GET, the request is still paused: {@code pipeTo} resumes it.
   */
  public ApiRouter stream(String operationId, OperationHandler handler) {
    return add(streamed, operationId, handler);
  }

  /** Says who checks the tokens of secured operations. */
  public ApiRouter authenticate(Authenticator verifier) {
    authenticator = verifier;
    return this;
  }

  /** Counts the requests, so that they can be waited for. */
  public ApiRouter drain(HttpDrain tracker) {
    drain = tracker;
    return this;
  }

  /**
   * Builds the router. Fails with an {@link IllegalStateException} that names operations without a
   * handler, handlers without an operation, secured operations without a verifier.
   */
  public Future<Router> build() {
    Router router = Router.router(vertx);
    router.route().handler(RequestTrace::handle);
    if (drain != null) {
      router.route().handler(drain::track);
    }
    Problems.install(router);
    return mount(router);
  }

  /**
   * As {@link #build()}, adding only the operations to a router that has everything else. Fails in
   * the same cases and then leaves the router as it was.
   */
  public Future<Router> mount(Router router) {
    List<String> faults = faults();
    if (!faults.isEmpty()) {
      return Future.failedFuture(
          new IllegalStateException(service.wire() + " API: " + String.join("; ", faults)));
    }
    TimeLimit limit = new TimeLimit(vertx, TIME_TO_ANSWER);
    for (Operation operation : contract.operationsOf(service)) {
      mount(router, operation, limit);
    }
    refuseOtherMethods(router);
    return Future.succeededFuture(router);
  }

  private void mount(Router router, Operation operation, TimeLimit limit) {
    boolean streams = streamed.containsKey(operation.id());
    OperationHandler handler = (streams ? streamed : whole).get(operation.id());
    OperationRoute way =
        new OperationRoute(
            operation,
            contract.schemas(),
            streams ? null : bodyCheck(operation),
            authenticator,
            handler,
            streams,
            limit);
    Route route = router.routeWithRegex(operation.method(), operation.path().regex());
    if (operation.method().equals(HttpMethod.GET) && !operation.streamsEvents()) {
      route.method(HttpMethod.HEAD);
    }
    route.setName(operation.path().toString()).handler(way::handle);
  }

  private void refuseOtherMethods(Router router) {
    Map<String, Set<String>> methods = new TreeMap<>();
    for (Operation operation : contract.operationsOf(service)) {
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
    ctx.fail(405);
  }

  private JsonSchemas.Check bodyCheck(Operation operation) {
    JsonObject schema =
        operation.takesJson()
            ? contract.bodySchema(operation).orElseGet(JsonObject::new)
            : new JsonObject();
    return contract.schemas().compile(schema);
  }

  private List<String> faults() {
    List<String> faults = new ArrayList<>();
    for (Operation operation : contract.operationsOf(service)) {
      boolean inWhole = whole.containsKey(operation.id());
      boolean inStreamed = streamed.containsKey(operation.id());
      if (!inWhole && !inStreamed) {
        faults.add(operation.id() + " has no handler");
      } else if (inWhole && !operation.mediaTypes().isEmpty() && !operation.takesJson()) {
        faults.add(operation.id() + " takes " + operation.mediaTypes() + " and must be streamed");
      }
      if (operation.access() != Access.PUBLIC && authenticator == null) {
        faults.add(operation.id() + " needs a token verifier");
      }
    }
    for (Map<String, OperationHandler> handlers : List.of(whole, streamed)) {
      handlers.keySet().stream()
          .filter(id -> contract.operation(id).filter(o -> o.service() == service).isEmpty())
          .forEach(id -> faults.add(id + " is not in the contract"));
    }
    return faults;
  }

  private ApiRouter add(
      Map<String, OperationHandler> handlers, String operationId, OperationHandler handler) {
    if (whole.containsKey(operationId) || streamed.containsKey(operationId)) {
      throw new IllegalStateException(operationId + " already has a handler");
    }
    handlers.put(operationId, handler);
    return this;
  }
}
