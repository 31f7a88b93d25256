package io.darkroom.kit.discovery;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Asks another service small questions: whole answers, bounded in time, the less busy of two random
 * instances. When an instance cannot be reached another one is tried, and a question that only asks
 * is asked again when its instance died over it. To be made and closed by the verticle that uses
 * it.
 */
public final class ServiceClient {
  private static final int CONNECTIONS = 16;
  private static final int WAITING = 512;
  private static final int CONNECT_MILLIS = 2_000;
  private static final Duration EJECT = Duration.ofSeconds(5);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final int TRIES = 2;

  private final HttpClient client;
  private final ServiceName service;
  private final Endpoints endpoints;
  private final Duration timeout;

  /** A client whose calls take five seconds at most. */
  public ServiceClient(Vertx vertx, Endpoints endpoints, ServiceName service) {
    this(vertx, endpoints, service, Duration.ofSeconds(5));
  }

  /** A client with a limit of its own for a call from connect to the end of the answer. */
  public ServiceClient(Vertx vertx, Endpoints endpoints, ServiceName service, Duration timeout) {
    this.service = service;
    this.endpoints = endpoints;
    this.timeout = timeout;
    this.client =
        vertx
            .httpClientBuilder()
            .with(new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS))
            .with(new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING))
            .withAddressResolver(ServiceAddress.resolver(endpoints))
            .withLoadBalancer(new TwoChoices(EJECT))
            .build();
  }

  /**
   * A whole answer of a service, whatever its status.
   *
   * @param status the HTTP status
   * @param headers the headers
   * @param body the body
   */
  public record Answer(int status, MultiMap headers, Buffer body) {
    /** Whether the status is 2xx. */
    public boolean isSuccess() {
      return status / 100 == 2;
    }
  }

  /** Gets a resource. Fails with {@code unavailable} when no instance answers in time. */
  public Future<Answer> get(String path, Map<String, String> headers) {
    return send(HttpMethod.GET, path, headers, Buffer.buffer());
  }

  /** Sends a request with a body, possibly empty, and reads the whole answer. */
  public Future<Answer> send(
      HttpMethod method, String path, Map<String, String> headers, Buffer body) {
    return call(
        method,
        path,
        headers,
        request -> {
          if (body.length() > 0) {
            request.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
          }
          return request.send(body);
        });
  }

  /** Sends a request whose body is too large to be held, and reads the whole answer. */
  public Future<Answer> send(
      HttpMethod method,
      String path,
      Map<String, String> headers,
      ReadStream<Buffer> body,
      long length) {
    return call(
        method,
        path,
        headers,
        request -> request.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length)).send(body));
  }

  private Future<Answer> call(
      HttpMethod method,
      String path,
      Map<String, String> headers,
      Function<HttpClientRequest, Future<HttpClientResponse>> sending) {
    if (endpoints.of(service).isEmpty()) {
      return Future.failedFuture(unavailable(null));
    }
    RequestOptions options =
        new RequestOptions()
            .setServer(new ServiceAddress(service))
            .setMethod(method)
            .setURI(path)
            .setConnectTimeout(CONNECT_MILLIS)
            .setIdleTimeout(timeout.toMillis());
    headers.forEach(options::putHeader);
    return ask(options, sending, TRIES)
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .recover(error -> Future.failedFuture(unavailable(error)));
  }

  private Future<Answer> ask(
      RequestOptions options,
      Function<HttpClientRequest, Future<HttpClientResponse>> sending,
      int tries) {
    return connect(options, TRIES)
        .compose(request -> sending.apply(request).compose(ServiceClient::whole))
        .recover(
            error ->
                tries > 1 && isRead(options) && brokeOff(error)
                    ? ask(options, sending, tries - 1)
                    : Future.failedFuture(error));
  }

  private Future<HttpClientRequest> connect(RequestOptions options, int tries) {
    return client
        .request(options)
        .recover(
            error ->
                tries > 1 && ConnectFailure.is(error)
                    ? connect(options, tries - 1)
                    : Future.failedFuture(error));
  }

  private static boolean isRead(RequestOptions options) {
    return options.getMethod().equals(HttpMethod.GET);
  }

  private static boolean brokeOff(Throwable error) {
    return error instanceof HttpClosedException || error instanceof IOException;
  }

  /** Closes the connections. */
  public Future<Void> close() {
    return client.close();
  }

  private static Future<Answer> whole(HttpClientResponse response) {
    return response
        .body()
        .map(bytes -> new Answer(response.statusCode(), response.headers(), bytes));
  }

  private RuntimeException unavailable(Throwable cause) {
    return Failure.of(FailureCode.UNAVAILABLE, "The " + service.wire() + " service does not answer")
        .retryingAfter(RETRY_AFTER)
        .asException(cause);
  }
}
