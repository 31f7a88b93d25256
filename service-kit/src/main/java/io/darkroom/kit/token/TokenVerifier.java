package io.darkroom.kit.token;

import io.darkroom.kit.http.Authenticator;
import io.vertx.core.Future;

/** Checks access tokens. */
public interface TokenVerifier extends Authenticator {
  /**
   * Succeeds when the keys, and the grants that ended early, are known; to be registered as a
   * health check.
   */
  Future<Void> ready();

  /**
   * Whether an account is disabled, as it was a second ago, or when the auth service answered last.
   *
   * @throws io.darkroom.codecs.failure.FailureException {@code unavailable} before it ever did
   */
  boolean isDisabled(String userId);

  /** Stops refreshing keys. */
  Future<Void> close();
}
