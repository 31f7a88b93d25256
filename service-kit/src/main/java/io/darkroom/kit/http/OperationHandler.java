package io.darkroom.kit.http;

import io.vertx.core.Future;

/** Carries out one operation of the contract. */
@FunctionalInterface
public interface OperationHandler {
  /**
   * Answers a request. The future completes when the answer is given; a failed one, or a thrown
   * exception, is rendered as a problem.
   */
  Future<Void> handle(ApiRequest request);
}
