package io.darkroom.gateway.proxy;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.httpproxy.ProxyResponse;

/**
 * Passes a short answer on in one piece, which costs a fraction of a stream, and lets an answer
 * that breaks off be told from a good one before anything is sent.
 */
final class WholeAnswer {
  /** With a full house of requests this is 64 MiB. */
  static final long MOST = 16 << 10;

  private WholeAnswer() {}

  /** Whether an answer is known to be short. */
  static boolean fits(Exchange exchange, ProxyResponse response) {
    return response.proxiedResponse() != null
        && response.getBody() != null
        && response.getBody().length() >= 0
        && response.getBody().length() <= MOST
        && !exchange.ctx().request().method().equals(HttpMethod.HEAD);
  }

  /** Reads the answer and sends it. Fails with nothing sent when the service breaks it off. */
  static Future<Void> send(Exchange exchange, ProxyResponse response) {
    HttpClientResponse upstream = response.proxiedResponse();
    Future<Buffer> body = upstream.body();
    upstream.resume();
    return body.compose(bytes -> send(exchange.ctx().response(), response, bytes));
  }

  private static Future<Void> send(HttpServerResponse to, ProxyResponse response, Buffer body) {
    to.setStatusCode(response.getStatusCode());
    to.headers().addAll(response.headers());
    return to.end(body);
  }
}
