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
import io.vertx.core.http.StreamResetException;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.MediaType;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The outermost interceptor of a request: sets the headers a service gets, limits the time to its
 * answer, and turns its failure into a problem. It never hands a failure to the proxy itself, whose
 * own error path resumes a request that may have ended and leaves an HTTP/2 client without answer.
 */
final class ExchangeInterceptor implements ProxyInterceptor {
  private static final Logger log = LoggerFactory.getLogger(ExchangeInterceptor.class);
  private static final Set<String> DROPPED =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "upgrade",
          "te",
          "trailer",
          "transfer-encoding",
          "proxy-authenticate",
          "http2-settings",
          "date",
          "server",
          "x-powered-by",
          "x-content-type-options",
          "x-frame-options",
          "referrer-policy",
          "content-security-policy",
          "strict-transport-security",
          "cross-origin-resource-policy",
          "permissions-policy",
          "x-request-id",
          "ratelimit",
          "ratelimit-policy");

  private final Exchange exchange;
  private final CircuitBreaker circuit;
  private final TimeLimit limit;
  private final long passedAt;

  ExchangeInterceptor(Exchange exchange, CircuitBreaker circuit, TimeLimit limit) {
    this.exchange = exchange;
    this.circuit = circuit;
    this.limit = limit;
    this.passedAt = circuit.now();
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
    dropConnectionOptions(headers);
    HeaderNames.remove(headers, DROPPED::contains);
    int status = response.getStatusCode();
    if ((status == 204 || status == 304) && response.proxiedResponse() != null) {
      response.proxiedResponse().resume();
      headers.remove(HttpHeaders.CONTENT_LENGTH);
      response.setBody(null);
    } else if (!isText(headers.get(HttpHeaders.CONTENT_TYPE))) {
      Compression.leaveAlone(headers);
    }
    return WholeAnswer.fits(exchange, response)
        ? WholeAnswer.send(exchange, response).recover(this::broken)
        : context.sendResponse();
  }

  private static void dropConnectionOptions(MultiMap headers) {
    if (headers.contains(HttpHeaders.CONNECTION)) {
      for (String value : List.copyOf(headers.getAll(HttpHeaders.CONNECTION))) {
        for (String name : value.split(",", -1)) {
          headers.remove(name.strip());
        }
      }
    }
  }

  /** An answer that broke off before any of it was passed on can still become a problem. */
  private Future<Void> broken(Throwable error) {
    Failure failure = UpstreamFailures.of(exchange, error);
    report(failure, error);
    return Problems.send(exchange.ctx(), failure);
  }

  private ProxyResponse answered(ProxyResponse response) {
    if (response.getStatusCode() == 101) {
      throw Failure.of(FailureCode.BAD_GATEWAY, "A service tried to switch protocols")
          .asException();
    }
    circuit.succeeded();
    return response;
  }

  private ProxyResponse problem(ProxyContext context, Throwable error) {
    Failure failure =
        exchange.bodyExceeded() ? exchange.tooLarge() : UpstreamFailures.of(exchange, error);
    report(failure, error);
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

  private void report(Failure failure, Throwable error) {
    boolean left = isLeaving(failure, error);
    switch (failure.code()) {
      case UNAVAILABLE, GATEWAY_TIMEOUT -> circuit.failed();
      case BAD_GATEWAY -> reportBroken(left);
      default -> circuit.abandoned();
    }
    log.atLevel(left ? Level.DEBUG : Level.WARN)
        .addKeyValue("traceId", RequestTrace.of(exchange.ctx()).traceId())
        .addKeyValue("route", exchange.operation().id())
        .addKeyValue("service", exchange.operation().service().wire())
        .addKeyValue("code", failure.code().wire())
        .addKeyValue("cause", String.valueOf(error.getMessage()))
        .log("a service did not answer");
  }

  /** A connection that breaks because the client left says nothing about the service. */
  private void reportBroken(boolean clientLeft) {
    if (clientLeft) {
      circuit.abandoned();
    } else {
      circuit.broke(passedAt);
    }
  }

  /** Services speak HTTP/1.1, which knows no resets: one is our own, made when the client left. */
  private boolean isLeaving(Failure failure, Throwable error) {
    return failure.code() == FailureCode.BAD_GATEWAY
        && (error instanceof StreamResetException || exchange.ctx().response().closed());
  }

  private static boolean isText(String contentType) {
    return contentType != null
        && !contentType.startsWith("text/event-stream")
        && (contentType.startsWith("text/")
            || contentType.startsWith("application/json")
            || contentType.startsWith("application/problem+json"));
  }
}
