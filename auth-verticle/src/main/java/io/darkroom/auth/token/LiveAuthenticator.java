package io.darkroom.auth.token;

import io.darkroom.auth.domain.signing.JwkSet;
import io.darkroom.auth.domain.signing.SigningKey;
import io.darkroom.auth.store.GrantStore;
import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.json.JsonMapping;
import io.darkroom.kit.config.TokenConfig;
import io.darkroom.kit.http.Authenticator;
import io.darkroom.kit.http.Caller;
import io.darkroom.kit.postgres.Database;
import io.darkroom.kit.token.TokenKeys;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks tokens the way every service does, and then asks the database whether the session or key
 * behind them is still open: here a revocation counts at once.
 */
public final class LiveAuthenticator implements Authenticator {
  private final Vertx vertx;
  private final TokenConfig config;
  private final SigningKeys keys;
  private final Database database;
  private final GrantStore grants;
  private final InstantSource clock;
  private volatile Known known = new Known(List.of(), Optional.empty());

  private record Known(List<String> kids, Optional<TokenKeys> keys) {}

  /** Checks against the keys of this service. */
  public LiveAuthenticator(
      Vertx vertx,
      TokenConfig config,
      SigningKeys keys,
      Database database,
      GrantStore grants,
      InstantSource clock) {
    this.vertx = vertx;
    this.config = config;
    this.keys = keys;
    this.database = database;
    this.grants = grants;
    this.clock = clock;
  }

  @Override
  public Future<Caller> verify(String bearerToken) {
    return current()
        .map(found -> found.verify(bearerToken))
        .orElseGet(() -> refused(FailureCode.UNAVAILABLE))
        .compose(this::live);
  }

  private Future<Caller> live(Caller caller) {
    return database
        .query(db -> grants.isLive(db, caller.sessionId(), caller.userId(), clock.instant()))
        .compose(
            live -> live ? Future.succeededFuture(caller) : refused(FailureCode.UNAUTHENTICATED));
  }

  private Optional<TokenKeys> current() {
    List<SigningKey> published = keys.published();
    List<String> kids = published.stream().map(SigningKey::kid).toList();
    Known now = known;
    if (!now.kids().equals(kids)) {
      now = new Known(kids, TokenKeys.of(vertx, config, clock, document(published)));
      known = now;
    }
    return now.keys();
  }

  @SuppressWarnings("unchecked") // Jackson's map of a record has string keys
  private static JsonObject document(List<SigningKey> keys) {
    return new JsonObject(
        (Map<String, Object>) JsonMapping.mapper().convertValue(JwkSet.of(keys), Map.class));
  }

  private static <T> Future<T> refused(FailureCode code) {
    return Future.failedFuture(Failure.of(code).asException());
  }
}
