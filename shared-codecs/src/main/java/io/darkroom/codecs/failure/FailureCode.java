package io.darkroom.codecs.failure;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The closed set of failures. The wire form is stable: clients branch on it.
 *
 * <p>A <em>retryable</em> failure may succeed when the same work is tried again; any other one ends
 * a task at once.
 */
public enum FailureCode {
  INVALID_REQUEST("invalid-request", 400, "The request is not valid", false),
  INVALID_RECIPE("invalid-recipe", 422, "The recipe is not valid", false),
  WEAK_PASSWORD("weak-password", 422, "The password is too weak", false),
  UNPROCESSABLE("unprocessable", 422, "The request cannot be carried out", false),
  UNAUTHENTICATED("unauthenticated", 401, "A valid token is needed", false),
  TOKEN_EXPIRED("token-expired", 401, "The token has expired", false),
  BAD_CREDENTIALS("bad-credentials", 401, "The e-mail address or password is wrong", false),
  FORBIDDEN("forbidden", 403, "This is not allowed", false),
  QUOTA_EXCEEDED("quota-exceeded", 403, "The quota is used up", false),
  NOT_FOUND("not-found", 404, "There is no such thing", false),
  METHOD_NOT_ALLOWED("method-not-allowed", 405, "This method is not supported here", false),
  NOT_ACCEPTABLE("not-acceptable", 406, "No acceptable representation exists", false),
  CONFLICT("conflict", 409, "The request conflicts with the current state", false),
  GONE("gone", 410, "This no longer exists", false),
  LENGTH_REQUIRED("length-required", 411, "A content length is needed", false),
  PRECONDITION_FAILED("precondition-failed", 412, "A precondition does not hold", false),
  BODY_TOO_LARGE("body-too-large", 413, "The body is too large", false),
  URI_TOO_LONG("uri-too-long", 414, "The address is too long", false),
  UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The media type is not supported", false),
  UNSUPPORTED_FORMAT("unsupported-format", 415, "The image format is not supported", false),
  RANGE_NOT_SATISFIABLE("range-not-satisfiable", 416, "The range cannot be served", false),
  CORRUPT_IMAGE("corrupt-image", 422, "The image is damaged or incomplete", false),
  TOO_MANY_PIXELS("too-many-pixels", 422, "The image has too many pixels", false),
  TOO_MANY_FRAMES("too-many-frames", 422, "The image has too many frames", false),
  OUTPUT_TOO_LARGE("output-too-large", 422, "The result would be too large", false),
  UNSUPPORTED_OPERATION("unsupported-operation", 422, "This installation cannot do that", false),
  HEADERS_TOO_LARGE("headers-too-large", 431, "The request headers are too large", false),
  RATE_LIMITED("rate-limited", 429, "Too many requests", true),
  DEADLINE("deadline", 422, "The work did not finish in time", false),
  CANCELLED("cancelled", 409, "The work was cancelled", false),
  POISONED("poisoned", 422, "The work failed too often to be tried again", false),
  INTERNAL("internal", 500, "Something went wrong on our side", true),
  BAD_GATEWAY("bad-gateway", 502, "A service behind the gateway failed", true),
  UNAVAILABLE("unavailable", 503, "The service is not available right now", true),
  OVERLOADED("overloaded", 503, "The service is at its capacity", true),
  GATEWAY_TIMEOUT("gateway-timeout", 504, "A service behind the gateway did not answer", true);

  private static final Map<String, FailureCode> BY_WIRE =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(c -> c.wire, Function.identity()));

  private final String wire;
  private final int status;
  private final String title;
  private final boolean retryable;

  FailureCode(String wire, int status, String title, boolean retryable) {
    this.wire = wire;
    this.status = status;
    this.title = title;
    this.retryable = retryable;
  }

  /** The stable lower-case name that clients see. */
  public String wire() {
    return wire;
  }

  /** The HTTP status this failure is answered with. */
  public int status() {
    return status;
  }

  /** A short sentence for people, the same for every occurrence. */
  public String title() {
    return title;
  }

  /** Whether the same work may succeed when it is tried again. */
  public boolean retryable() {
    return retryable;
  }

  /** Finds the code with this wire name. */
  public static Optional<FailureCode> fromWire(String wire) {
    return Optional.ofNullable(BY_WIRE.get(wire));
  }
}
