package io.darkroom.kit.http;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.Violation;
import io.darkroom.kit.http.Operation.Access;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The way of a request through one operation: token, parameters, body, handler. */
final class OperationRoute {
  static final long BODY_LIMIT = 1L << 20;
  private final Operation operation;
  private final Authenticator authenticator;
  private final OperationHandler handler;
  private final boolean streams;
  private final TimeLimit limit;
  private final ParameterChecks parameters;
  private final JsonSchemas.Check body;
  private final BodyReader reader = new BodyReader(BODY_LIMIT);

  OperationRoute(
      Operation operation,
      JsonSchemas schemas,
      JsonSchemas.Check body,
      Authenticator authenticator,
      OperationHandler handler,
      boolean streams,
      TimeLimit limit) {
    this.operation = operation;
    this.authenticator = authenticator;
    this.handler = handler;
    this.streams = streams;
    this.limit = limit;
    this.parameters = new ParameterChecks(operation, schemas);
    this.body = body;
  }

  void handle(RoutingContext ctx) {
    ctx.request().pause();
    authenticated(ctx)
        .compose(caller -> checked(ctx, caller))
        .compose(request -> carriedOut(ctx, request))
        .onComplete(done -> finish(ctx, done.cause()));
  }

  private Future<Optional<Caller>> authenticated(RoutingContext ctx) {
    if (operation.access() == Access.PUBLIC) {
      return Future.succeededFuture(Optional.empty());
    }
    Optional<String> token = BearerToken.of(ctx.request());
    if (token.isEmpty()) {
      return operation.access() == Access.OPTIONAL
          ? Future.succeededFuture(Optional.empty())
          : Future.failedFuture(Failure.of(FailureCode.UNAUTHENTICATED).asException());
    }
    return authenticator
        .verify(token.get())
        .map(
            caller -> {
              operation.scopes().forEach(caller::requireScope);
              return Optional.of(caller);
            });
  }

  private Future<ApiRequest> checked(RoutingContext ctx, Optional<Caller> caller) {
    List<Violation> faults = parameters.faults(ctx);
    if (!faults.isEmpty()) {
      return invalid("The parameters are not valid", faults);
    }
    if (streams || !operation.takesJson()) {
      return Future.succeededFuture(new ApiRequest(ctx, operation, caller, Buffer.buffer()));
    }
    if (hasBody(ctx) && !isJson(ctx.request().getHeader(HttpHeaders.CONTENT_TYPE))) {
      return Future.failedFuture(
          Failure.of(FailureCode.UNSUPPORTED_MEDIA_TYPE, "The body must be application/json")
              .asException());
    }
    return reader
        .read(ctx.request())
        .compose(bytes -> fitting(bytes))
        .map(bytes -> new ApiRequest(ctx, operation, caller, bytes));
  }

  private Future<Buffer> fitting(Buffer bytes) {
    if (bytes.length() == 0) {
      return operation.bodyRequired()
          ? invalid("A body is required", List.of(new Violation("", "is required")))
          : Future.succeededFuture(bytes);
    }
    try {
      List<Violation> faults = body.faults(Json.decodeValue(bytes));
      return faults.isEmpty()
          ? Future.succeededFuture(bytes)
          : invalid("The body is not valid", faults);
    } catch (DecodeException broken) {
      return invalid("The body is not JSON", List.of(new Violation("", "is not JSON")));
    }
  }

  private Future<Void> carriedOut(RoutingContext ctx, ApiRequest request) {
    if (!streams || isBodiless(ctx)) {
      ctx.request().resume();
    }
    Future<Void> answer = handler.handle(request);
    return streams ? answer : limit.of(answer);
  }

  private static void finish(RoutingContext ctx, Throwable failure) {
    if (failure != null) {
      Problems.render(ctx, failure);
    } else if (!ctx.request().isEnded()) {
      UnreadBody.discard(ctx.request());
    }
  }

  private static <T> Future<T> invalid(String detail, List<Violation> faults) {
    return Future.failedFuture(
        Failure.of(FailureCode.INVALID_REQUEST, detail, faults).asException());
  }

  private static boolean isBodiless(RoutingContext ctx) {
    HttpMethod method = ctx.request().method();
    return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
  }

  private static boolean hasBody(RoutingContext ctx) {
    String length = ctx.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    return (length != null && !length.equals("0"))
        || ctx.request().headers().contains(HttpHeaders.TRANSFER_ENCODING)
        || ctx.request().headers().contains(HttpHeaders.CONTENT_TYPE);
  }

  private static boolean isJson(String contentType) {
    if (contentType == null) {
      return false;
    }
    int end = contentType.indexOf(';');
    String type = end < 0 ? contentType : contentType.substring(0, end);
    return type.strip().toLowerCase(Locale.ROOT).equals(Operation.JSON);
  }
}
