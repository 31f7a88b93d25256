package io.darkroom.auth.service;

import io.darkroom.auth.config.ApiKeyConfig;
import io.darkroom.auth.config.SessionConfig;
import io.darkroom.auth.domain.access.Scope;
import io.darkroom.auth.domain.apikey.ApiKey;
import io.darkroom.auth.domain.apikey.ApiKeySecret;
import io.darkroom.auth.store.ApiKeyStore.Owned;
import io.darkroom.auth.store.Stores;
import io.darkroom.auth.token.AccessToken;
import io.darkroom.auth.token.TokenIssuer;
import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.id.IdKind;
import io.darkroom.codecs.id.Ids;
import io.darkroom.kit.postgres.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes, lists, revokes and exchanges API keys. */
public final class ApiKeys {
  private final Database database;
  private final Stores stores;
  private final TokenIssuer issuer;
  private final ApiKeyConfig config;
  private final SessionConfig lifetimes;
  private final Ids ids;
  private final SecureRandom random;
  private final InstantSource clock;

  /** A new key and what it is; the only time both are together. */
  public record Made(ApiKey key, ApiKeySecret secret) {}

  /** Joins the parts. */
  public ApiKeys(
      Database database,
      Stores stores,
      TokenIssuer issuer,
      ApiKeyConfig config,
      SessionConfig lifetimes,
      Ids ids,
      SecureRandom random,
      InstantSource clock) {
    this.database = database;
    this.stores = stores;
    this.issuer = issuer;
    this.config = config;
    this.lifetimes = lifetimes;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
  }

  /** Makes a key. */
  public Future<Made> create(
      String userId, String name, Set<Scope> scopes, Optional<Instant> expiresAt) {
    ApiKeySecret secret = ApiKeySecret.random(random);
    ApiKey key =
        new ApiKey(
            ids.next(IdKind.API_KEY),
            userId,
            name,
            secret.prefix(),
            scopes,
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            expiresAt,
            Optional.empty());
    return database
        .transaction(
            db ->
                requireRoom(db, userId)
                    .compose(ok -> stores.apiKeys().insert(db, key, secret.hash())))
        .map(new Made(key, secret));
  }

  /** The keys of an account, newest first. */
  public Future<List<ApiKey>> list(String userId) {
    return database.query(db -> stores.apiKeys().list(db, userId));
  }

  /** Revokes one of the account's keys; fails as {@code not-found}. */
  public Future<Void> revoke(String userId, String id) {
    Instant until = clock.instant().plus(lifetimes.keyAccess());
    return database.transaction(
        db ->
            stores
                .apiKeys()
                .delete(db, userId, id)
                .compose(
                    deleted ->
                        deleted
                            ? stores.grants().end(db, List.of(id), until)
                            : Future.failedFuture(
                                Failure.of(FailureCode.NOT_FOUND, "There is no such key")
                                    .asException())));
  }

  /** A short access token for a key; fails as {@code unauthenticated}. */
  public Future<AccessToken> exchange(String text) {
    return ApiKeySecret.parse(text)
        .map(secret -> database.query(db -> stores.apiKeys().byHash(db, secret.hash())))
        .orElseGet(() -> Future.succeededFuture(Optional.empty()))
        .map(ApiKeys::found)
        .compose(this::token);
  }

  /** Sessions and keys that ended and whose tokens may still be around. */
  public Future<List<String>> ended() {
    return database.query(db -> stores.grants().ended(db, clock.instant()));
  }

  /** Accounts that may not act at the moment; what they shared with others rests, too. */
  public Future<List<String>> disabledOwners() {
    return database.query(db -> stores.accounts().disabled(db));
  }

  private Future<AccessToken> token(Owned owned) {
    Instant now = clock.instant();
    ApiKey key = owned.key();
    if (owned.owner().disabled() || !key.isLive(now)) {
      return Future.failedFuture(refused());
    }
    Set<Scope> scopes = Scope.within(key.scopes(), owned.owner().role());
    AccessToken token = issuer.issue(owned.owner(), key.id(), scopes, lifetime(key, now));
    return database.query(db -> stores.apiKeys().touch(db, key.id(), now)).map(token);
  }

  private Duration lifetime(ApiKey key, Instant now) {
    return key.expiresAt()
        .map(end -> Duration.between(now, end))
        .filter(rest -> rest.compareTo(lifetimes.keyAccess()) < 0)
        .orElse(lifetimes.keyAccess());
  }

  private Future<Void> requireRoom(SqlClient db, String userId) {
    return stores
        .accounts()
        .lock(db, userId)
        .compose(held -> stores.apiKeys().list(db, userId))
        .compose(
            keys ->
                keys.size() < config.most()
                    ? Future.succeededFuture()
                    : Future.failedFuture(
                        Failure.of(
                                FailureCode.QUOTA_EXCEEDED,
                                "An account has at most " + config.most() + " keys")
                            .asException()));
  }

  private static Owned found(Optional<Owned> owned) {
    return owned.orElseThrow(ApiKeys::refused);
  }

  private static RuntimeException refused() {
    return Failure.of(FailureCode.UNAUTHENTICATED, "The API key is not valid").asException();
  }
}
