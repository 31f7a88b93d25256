package io.darkroom.kit.token;

import io.darkroom.kit.http.Authenticator;
import io.vertx.core.Future;

/** Checks access tokens. */
public interface TokenVerifier extends Authenticator {
  /** Succeeds when keys are known; to be registered as a health check. */
  Future<Void> ready();

  /** Whether an account is known to be disabled; up to two seconds old. */
  boolean isDisabled(String userId);

  /** Stops refreshing keys. */
  Future<Void> close();
}
