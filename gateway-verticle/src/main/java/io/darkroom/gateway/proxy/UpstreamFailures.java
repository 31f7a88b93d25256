package io.darkroom.gateway.proxy;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.darkroom.kit.discovery.ConnectFailure;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Says what went wrong behind the gateway in words for the client. */
final class UpstreamFailures {
  private static final Duration SOON = Duration.ofSeconds(1);

  private UpstreamFailures() {}

  static Failure of(Exchange exchange, Throwable error) {
    String service = exchange.operation().service().wire();
    if (error instanceof FailureException known) {
      return known.failure();
    }
    if (isBusy(error)) {
      return Failure.of(FailureCode.OVERLOADED).retryingAfter(SOON);
    }
    if (ConnectFailure.is(error)) {
      return Failure.of(FailureCode.UNAVAILABLE, "The " + service + " service is not reachable")
          .retryingAfter(SOON);
    }
    if (error instanceof TimeoutException) {
      boolean slowClient = !exchange.ctx().request().isEnded();
      return slowClient
          ? Failure.of(FailureCode.INVALID_REQUEST, "The body did not arrive in time")
          : Failure.of(
              FailureCode.GATEWAY_TIMEOUT, "The " + service + " service did not answer in time");
    }
    return Failure.of(
        FailureCode.BAD_GATEWAY, "The " + service + " service broke the connection off");
  }

  /** Whether the request waited in vain for a free connection. */
  private static boolean isBusy(Throwable error) {
    return error instanceof ConnectionPoolTooBusyException
        || (error instanceof TimeoutException
            && error.getMessage() != null
            && error.getMessage().contains("getting a connection"));
  }
}
