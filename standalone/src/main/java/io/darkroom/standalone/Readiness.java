package io.darkroom.standalone;

import io.darkroom.kit.discovery.Endpoint;
import io.darkroom.kit.discovery.ServiceName;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Waits until services say of themselves that they can work, as an orchestrator would. */
final class Readiness {
  private static final Duration PAUSE = Duration.ofMillis(25);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final HttpClientAgent http;

  Readiness(Vertx vertx) {
    this.vertx = vertx;
    this.http = vertx.createHttpClient();
  }

  /** Completes when every service is ready; the caller limits the wait. */
  Future<Void> await(Map<ServiceName, Endpoint> management) {
    List<Future<Void>> each = management.values().stream().map(this::awaitOne).toList();
    return Future.all(each).<Void>mapEmpty().onComplete(done -> http.close());
  }

  private Future<Void> awaitOne(Endpoint place) {
    return ask(place)
        .recover(away -> Future.succeededFuture(false))
        .compose(
            ready ->
                ready
                    ? Future.succeededFuture()
                    : vertx.timer(PAUSE.toMillis()).compose(later -> awaitOne(place)));
  }

  private Future<Boolean> ask(Endpoint place) {
    return http.request(HttpMethod.GET, place.port(), place.host(), "/health/ready")
        .compose(request -> request.send().compose(Readiness::isReady))
        .timeout(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Future<Boolean> isReady(HttpClientResponse response) {
    return response.body().map(body -> response.statusCode() == 200);
  }
}
