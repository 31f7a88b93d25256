package io.darkroom.auth.service;

import io.darkroom.auth.config.SessionConfig;
import io.darkroom.auth.domain.access.Scope;
import io.darkroom.auth.domain.account.Account;
import io.darkroom.auth.domain.account.StoredPassword;
import io.darkroom.auth.domain.session.ClientInfo;
import io.darkroom.auth.domain.session.RefreshToken;
import io.darkroom.auth.domain.session.Session;
import io.darkroom.auth.store.Stores;
import io.darkroom.auth.token.TokenIssuer;
import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.id.IdKind;
import io.darkroom.codecs.id.Ids;
import io.darkroom.kit.postgres.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Opens, lists and ends sessions. */
public final class Sessions {
  private final Database database;
  private final Stores stores;
  private final TokenIssuer issuer;
  private final SessionConfig config;
  private final Ids ids;
  private final SecureRandom random;
  private final InstantSource clock;

  /** Joins the parts. */
  public Sessions(
      Database database,
      Stores stores,
      TokenIssuer issuer,
      SessionConfig config,
      Ids ids,
      SecureRandom random,
      InstantSource clock) {
    this.database = database;
    this.stores = stores;
    this.issuer = issuer;
    this.config = config;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
  }

  /** Opens a session for an account that has shown who it is; a surplus one ends the oldest. */
  Future<SignedIn> open(Account account, ClientInfo client) {
    Instant now = clock.instant();
    Session session =
        new Session(
            ids.next(IdKind.SESSION),
            account.id(),
            client,
            now,
            now,
            now.plus(config.lifetime()),
            false);
    RefreshToken token = RefreshToken.random(random);
    return database.transaction(
        db ->
            stores
                .accounts()
                .lock(db, account.id())
                .compose(Sessions::requireActive)
                .compose(held -> endSurplus(db, account.id(), now))
                .compose(ended -> stores.sessions().insert(db, session))
                .compose(
                    made ->
                        stores
                            .refreshTokens()
                            .insert(
                                db,
                                token.hash(),
                                session.id(),
                                config.lifetimes().refreshExpiry(now, session)))
                .map(done -> signedIn(account, session.id(), token)));
  }

  /** The answer for a session that was opened or renewed. */
  SignedIn signedIn(Account account, String sessionId, RefreshToken token) {
    return new SignedIn(
        account,
        issuer.issue(account, sessionId, Scope.of(account.role()), config.access()),
        token);
  }

  /** The open sessions of an account, newest first. */
  public Future<List<Session>> list(String userId) {
    return database.query(db -> stores.sessions().live(db, userId, clock.instant()));
  }

  /** Ends one of the account's sessions; fails as {@code not-found} when there is none open. */
  public Future<Void> revoke(String userId, String id) {
    return database.transaction(
        db ->
            end(db, userId, List.of(id))
                .compose(
                    ended ->
                        ended.isEmpty()
                            ? Future.failedFuture(
                                Failure.of(FailureCode.NOT_FOUND, "There is no such session")
                                    .asException())
                            : Future.succeededFuture()));
  }

  /** Ends the session a refresh token belongs to; an unknown token ends nothing. */
  public Future<Void> revokeByToken(String refreshToken) {
    return RefreshToken.parse(refreshToken)
        .map(
            token ->
                database.transaction(
                    db ->
                        stores
                            .sessions()
                            .lockByToken(db, token.hash())
                            .compose(session -> endIfAny(db, session))))
        .orElseGet(Future::succeededFuture);
  }

  /** Ends these sessions and remembers it for the tokens that are around. */
  Future<List<String>> end(SqlClient db, String userId, List<String> sessionIds) {
    Instant now = clock.instant();
    return stores
        .sessions()
        .revoke(db, userId, sessionIds, now)
        .compose(ended -> remember(db, ended, now));
  }

  /** Ends all sessions of the account but one. */
  Future<List<String>> endAllBut(SqlClient db, String userId, Optional<String> kept) {
    Instant now = clock.instant();
    return stores
        .sessions()
        .revokeAllBut(db, userId, kept, now)
        .compose(ended -> remember(db, ended, now));
  }

  private Future<Void> endIfAny(SqlClient db, Optional<Session> session) {
    return session
        .map(found -> end(db, found.userId(), List.of(found.id())).<Void>mapEmpty())
        .orElseGet(Future::succeededFuture);
  }

  private Future<List<String>> remember(SqlClient db, List<String> ended, Instant now) {
    return ended.isEmpty()
        ? Future.succeededFuture(ended)
        : stores.grants().end(db, ended, now.plus(config.longestAccess())).map(ended);
  }

  private Future<List<String>> endSurplus(SqlClient db, String userId, Instant now) {
    return stores
        .sessions()
        .live(db, userId, now)
        .compose(
            live ->
                live.size() < config.most()
                    ? Future.succeededFuture(List.of())
                    : end(
                        db,
                        userId,
                        live.subList(config.most() - 1, live.size()).stream()
                            .map(Session::id)
                            .toList()));
  }

  // Looked at again under the lock: an admin may have been quicker than the password check.
  private static Future<Void> requireActive(Optional<StoredPassword> held) {
    return held.filter(found -> !found.account().disabled()).isPresent()
        ? Future.succeededFuture()
        : Future.failedFuture(
            Failure.of(FailureCode.UNAUTHENTICATED, "The account is disabled").asException());
  }
}
