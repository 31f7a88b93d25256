package io.darkroom.load.drive;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;

/** Sends one call over one connection. */
final class Sender {
  private static final long TIMEOUT_MS = 60_000;

  private Sender() {}

  /** Completes with null when the answer was as expected, else with the kind of error. */
  static Future<String> send(HttpClientConnection connection, Call call) {
    RequestOptions options =
        new RequestOptions().setMethod(call.method()).setURI(call.uri()).setTimeout(TIMEOUT_MS);
    call.headers().forEach(options::putHeader);
    return connection
        .request(options)
        .compose(request -> exchange(request, call))
        .otherwise(failure -> failure.getClass().getSimpleName());
  }

  private static Future<String> exchange(HttpClientRequest request, Call call) {
    return request
        .send(call.body())
        .compose(
            response ->
                response
                    .body()
                    .map(
                        body ->
                            response.statusCode() == call.expected()
                                ? null
                                : "status " + response.statusCode()));
  }
}
