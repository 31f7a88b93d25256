package io.darkroom.gateway.proxy;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.kit.http.RequestTrace;
import io.vertx.core.http.StreamResetException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Tells the circuit of a service, and the log, what became of a request that was let through. */
final class Outcome {
  private static final Logger log = LoggerFactory.getLogger(Outcome.class);

  private final Exchange exchange;
  private final CircuitBreaker circuit;
  private final long passedAt;

  /** To be made when the circuit lets the request through. */
  Outcome(Exchange exchange, CircuitBreaker circuit) {
    this.exchange = exchange;
    this.circuit = circuit;
    this.passedAt = circuit.now();
  }

  /** The service has begun to answer. */
  void succeeded() {
    circuit.succeeded();
  }

  /** The service did not answer, or broke its answer off. */
  void failed(Failure failure, Throwable error) {
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
}
