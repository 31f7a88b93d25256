package io.darkroom.kit.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.Violation;
import io.darkroom.codecs.json.JsonMapping;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A request that fits the contract, and the ways to answer it. To be used on the context it came
 * in.
 */
public final class ApiRequest {
  private final RoutingContext ctx;
  private final Operation operation;
  private final Optional<Caller> caller;
  private final Buffer body;

  ApiRequest(RoutingContext ctx, Operation operation, Optional<Caller> caller, Buffer body) {
    this.ctx = ctx;
    this.operation = operation;
    this.caller = caller;
    this.body = body;
  }

  /** The operation that is asked for. */
  public Operation operation() {
    return operation;
  }

  /**
   * Who asks.
   *
   * @throws io.darkroom.codecs.failure.FailureException {@code unauthenticated} when the operation
   *     is open to anybody and no token came along
   */
  public Caller caller() {
    return caller.orElseThrow(() -> Failure.of(FailureCode.UNAUTHENTICATED).asException());
  }

  /** Who asks, if the request says so; always empty for a public operation. */
  public Optional<Caller> callerIfAny() {
    return caller;
  }

  /** A path parameter, decoded. */
  public String pathParam(String name) {
    return ctx.pathParam(name);
  }

  /** The first value of a query parameter, decoded. */
  public Optional<String> queryParam(String name) {
    return ctx.queryParam(name).stream().findFirst();
  }

  /** All values of a query parameter, decoded. */
  public List<String> queryParams(String name) {
    return List.copyOf(ctx.queryParam(name));
  }

  /** A request header. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(ctx.request().getHeader(name));
  }

  /**
   * The JSON body as a record.
   *
   * @throws io.darkroom.codecs.failure.FailureException {@code invalid-request} when it does not
   *     fit the record
   */
  public <T> T body(Class<T> type) {
    try {
      return JsonMapping.mapper().readValue(body.getBytes(), type);
    } catch (JsonMappingException mismatch) {
      throw invalid(pointer(mismatch), mismatch);
    } catch (IOException broken) {
      throw invalid("", broken);
    }
  }

  /** The JSON body as it came; empty for an operation that streams. */
  public Buffer bytes() {
    return body;
  }

  /** The id that finds this request in the logs. */
  public String traceId() {
    return trace().traceId();
  }

  /** The trace to pass on to whatever this request causes. */
  public TraceContext trace() {
    return RequestTrace.of(ctx);
  }

  /** What lies below. Needed for streams and headers. */
  public RoutingContext raw() {
    return ctx;
  }

  /** Answers with a record as JSON. */
  public Future<Void> json(int status, Object answer) {
    Buffer encoded;
    try {
      encoded = Buffer.buffer(JsonMapping.mapper().writeValueAsBytes(answer));
    } catch (JsonProcessingException broken) {
      return Future.failedFuture(broken);
    }
    return ctx.response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, Operation.JSON)
        .end(encoded);
  }

  /** Answers without a body. */
  public Future<Void> empty(int status) {
    return ctx.response().setStatusCode(status).end();
  }

  /** Answers with a problem. */
  public Future<Void> problem(Failure failure) {
    return Problems.send(ctx, failure);
  }

  private static RuntimeException invalid(String pointer, IOException cause) {
    Violation violation = new Violation(pointer, "does not have the expected form");
    return Failure.of(FailureCode.INVALID_REQUEST, "The body does not fit", List.of(violation))
        .asException(cause);
  }

  private static String pointer(JsonMappingException mismatch) {
    return mismatch.getPath().stream()
        .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
        .map(step -> "/" + step.replace("~", "~0").replace("/", "~1"))
        .collect(Collectors.joining());
  }
}
