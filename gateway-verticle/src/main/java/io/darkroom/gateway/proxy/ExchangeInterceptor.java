package io.darkroom.gateway.proxy;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.kit.http.ProblemDocument;
import io.darkroom.kit.http.Problems;
import io.darkroom.kit.http.RequestTrace;
import io.darkroom.kit.http.TimeLimit;
import io.darkroom.kit.http.UnreadBody;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.MediaType;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;

/**
 * The outermost interceptor of a request: sets the headers a service gets, limits the time to its
 * answer, and turns its failure into a problem. It never hands a failure to the proxy itself, whose
 * own error path resumes a request that may have ended and leaves an HTTP/2 client without answer.
 */
final class ExchangeInterceptor implements ProxyInterceptor {
  private final Exchange exchange;
  private final Outcome outcome;
  private final TimeLimit limit;

  ExchangeInterceptor(Exchange exchange, Outcome outcome, TimeLimit limit) {
    this.exchange = exchange;
    this.outcome = outcome;
    this.limit = limit;
  }

  @Override
  public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
    ProxyRequest request = context.request();
    ForwardedHeaders.apply(exchange, request.headers());
    request.setURI(exchange.uri());
    exchange.limitBody(request);
    return limit
        .of(context.sendRequest())
        .map(this::answered)
        .recover(error -> Future.succeededFuture(problem(context, error)));
  }

  @Override
  public Future<Void> handleProxyResponse(ProxyContext context) {
    ProxyResponse response = context.response();
    MultiMap headers = response.headers();
    AnswerHeaders.clean(headers);
    int status = response.getStatusCode();
    if ((status == 204 || status == 304) && response.proxiedResponse() != null) {
      response.proxiedResponse().resume();
      headers.remove(HttpHeaders.CONTENT_LENGTH);
      response.setBody(null);
    } else {
      AnswerHeaders.leaveUnlessText(headers);
    }
    return WholeAnswer.fits(exchange, response)
        ? WholeAnswer.send(exchange, response).recover(this::broken)
        : context.sendResponse();
  }

  /** An answer that broke off before any of it was passed on can still become a problem. */
  private Future<Void> broken(Throwable error) {
    Failure failure = UpstreamFailures.of(exchange, error);
    outcome.failed(failure, error);
    return Problems.send(exchange.ctx(), failure);
  }

  private ProxyResponse answered(ProxyResponse response) {
    if (response.getStatusCode() == 101) {
      throw Failure.of(FailureCode.BAD_GATEWAY, "A service tried to switch protocols")
          .asException();
    }
    outcome.succeeded();
    return response;
  }

  private ProxyResponse problem(ProxyContext context, Throwable error) {
    Failure failure =
        exchange.bodyExceeded() ? exchange.tooLarge() : UpstreamFailures.of(exchange, error);
    outcome.failed(failure, error);
    exchange.abort();
    String traceId = RequestTrace.of(exchange.ctx()).traceId();
    String path = exchange.ctx().request().path();
    Buffer body = ProblemDocument.of(failure, path, traceId).encode();
    ProxyResponse response = context.request().response().setStatusCode(failure.code().status());
    response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    failure
        .retryAfter()
        .ifPresent(d -> response.putHeader("Retry-After", Long.toString(d.toSeconds())));
    boolean unread = !exchange.ctx().request().isEnded();
    if (unread) {
      if (exchange.ctx().request().version() != HttpVersion.HTTP_2) {
        exchange.ctx().response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      }
      UnreadBody.discard(exchange.ctx().request());
    }
    return response.setBody(problemBody(body));
  }

  private static Body problemBody(Buffer body) {
    return Body.body(body, MediaType.parse(ProblemDocument.MEDIA_TYPE));
  }
}
