package io.darkroom.kit.http;

import io.vertx.core.Future;

/** Turns a bearer token into the caller it stands for. */
@FunctionalInterface
public interface Authenticator {
  /**
   * Checks a token. Fails with {@code unauthenticated}, {@code token-expired}, or {@code
   * unavailable} when no key is known yet.
   */
  Future<Caller> verify(String bearerToken);
}
