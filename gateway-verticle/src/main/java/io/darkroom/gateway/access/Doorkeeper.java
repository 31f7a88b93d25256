package io.darkroom.gateway.access;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.darkroom.kit.http.Authenticator;
import io.darkroom.kit.http.BearerToken;
import io.darkroom.kit.http.Caller;
import io.darkroom.kit.http.Operation;
import io.darkroom.kit.http.Operation.Access;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** Finds out who asks, by what the contract demands of an operation. */
public final class Doorkeeper implements Authenticator {
  private final Authenticator tokens;
  private final KeyExchange keys;

  /** Checks tokens itself and trades keys for tokens. */
  public Doorkeeper(Authenticator tokens, KeyExchange keys) {
    this.tokens = tokens;
    this.keys = keys;
  }

  /**
   * The caller of a request, empty where none is needed. Fails with {@code unauthenticated}, {@code
   * token-expired}, {@code forbidden} or {@code unavailable}.
   */
  public Future<Optional<Caller>> admit(Operation operation, HttpServerRequest request) {
    if (operation.access() == Access.PUBLIC) {
      return Future.succeededFuture(Optional.empty());
    }
    Optional<String> bearer = BearerToken.of(request);
    if (bearer.isEmpty()) {
      return operation.access() == Access.OPTIONAL
          ? Future.succeededFuture(Optional.empty())
          : Future.failedFuture(Failure.of(FailureCode.UNAUTHENTICATED).asException());
    }
    return verify(bearer.get())
        .map(
            caller -> {
              operation.scopes().forEach(caller::requireScope);
              return Optional.of(caller);
            });
  }

  @Override
  public Future<Caller> verify(String bearer) {
    return KeyExchange.isKey(bearer)
        ? keys.token(bearer).compose(token -> ofKey(bearer, token))
        : tokens.verify(bearer);
  }

  private Future<Caller> ofKey(String key, String token) {
    return tokens
        .verify(token)
        .recover(
            refused -> {
              FailureCode code = FailureException.failureOf(refused).code();
              if (code == FailureCode.UNAVAILABLE) {
                return Future.failedFuture(refused);
              }
              keys.forget(key);
              return Future.failedFuture(
                  code == FailureCode.TOKEN_EXPIRED
                      ? Failure.of(FailureCode.UNAUTHENTICATED).asException()
                      : refused);
            });
  }
}
