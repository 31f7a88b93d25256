package io.darkroom.gateway.proxy;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.kit.http.Problems;
import io.darkroom.kit.http.TimeLimit;
import io.darkroom.kit.http.UnreadBody;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;

/**
 * The way of most requests: a question without a body, and an answer that does not take long. It
 * does without what the general proxy needs for all the others: copies of both sets of headers, a
 * stream for each body and timers of its own. Lives on the gateway's event loop.
 */
final class DirectPass {
  private final Exchange exchange;
  private final Outcome outcome;
  private final TimeLimit limit;
  private final Duration idle;

  /**
   * Within the limit the head of the answer must be there, and then all of a short one; a long one
   * must go on after the idle time at most.
   */
  DirectPass(Exchange exchange, Outcome outcome, TimeLimit limit, Duration idle) {
    this.exchange = exchange;
    this.outcome = outcome;
    this.limit = limit;
    this.idle = idle;
  }

  /** Whether a request can go this way. */
  static boolean suits(Exchange exchange) {
    HttpServerRequest request = exchange.ctx().request();
    return exchange.isBrief()
        && exchange.operation().mediaTypes().isEmpty()
        && !request.method().equals(HttpMethod.HEAD)
        && request.version() != HttpVersion.HTTP_1_0;
  }

  /** Asks over this connection and answers the client, whatever happens. */
  void over(Future<HttpClientRequest> connection) {
    UnreadBody.discard(exchange.ctx().request());
    limit.of(connection.compose(this::ask)).compose(this::answer).onFailure(this::fail);
  }

  private Future<HttpClientResponse> ask(HttpClientRequest request) {
    HttpServerRequest asked = exchange.ctx().request();
    if (asked.authority() != null) {
      request.authority(asked.authority());
    }
    ForwardedHeaders.write(exchange, request.headers());
    return request.send();
  }

  private Future<Void> answer(HttpClientResponse response) {
    int status = response.statusCode();
    if (status == 101) {
      throw Failure.of(FailureCode.BAD_GATEWAY, "A service tried to switch protocols")
          .asException();
    }
    outcome.succeeded();
    if (status == 204 || status == 304) {
      HttpServerResponse to = begin(response);
      to.headers().remove(HttpHeaders.CONTENT_LENGTH);
      return to.end();
    }
    long length = length(response);
    return length >= 0 && length <= WholeAnswer.MOST
        ? limit.of(response.body()).compose(body -> whole(response, body))
        : stream(response, length);
  }

  private Future<Void> whole(HttpClientResponse response, Buffer body) {
    return begin(response).end(body);
  }

  private Future<Void> stream(HttpClientResponse response, long length) {
    response.request().idleTimeout(idle.toMillis());
    HttpServerResponse to = begin(response);
    to.setChunked(length < 0);
    return response.pipe().endOnFailure(false).to(to);
  }

  private HttpServerResponse begin(HttpClientResponse response) {
    HttpServerResponse to = exchange.ctx().response();
    AnswerHeaders.pass(response.headers(), to.headers());
    return to.setStatusCode(response.statusCode());
  }

  private static long length(HttpClientResponse response) {
    String length = response.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? -1 : Long.parseLong(length);
  }

  private void fail(Throwable error) {
    Failure failure = UpstreamFailures.of(exchange, error);
    outcome.failed(failure, error);
    exchange.abort();
    Problems.send(exchange.ctx(), failure);
  }
}
