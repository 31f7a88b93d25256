package io.darkroom.auth.service;

import io.darkroom.auth.config.SessionConfig;
import io.darkroom.auth.domain.account.Account;
import io.darkroom.auth.domain.account.StoredPassword;
import io.darkroom.auth.domain.session.ClientInfo;
import io.darkroom.auth.domain.session.RefreshDecision.Refuse;
import io.darkroom.auth.domain.session.RefreshDecision.Repeat;
import io.darkroom.auth.domain.session.RefreshDecision.Reuse;
import io.darkroom.auth.domain.session.RefreshDecision.Rotate;
import io.darkroom.auth.domain.session.RefreshGrant;
import io.darkroom.auth.domain.session.RefreshToken;
import io.darkroom.auth.domain.session.Session;
import io.darkroom.auth.store.Stores;
import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.kit.postgres.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews tokens, once for each refresh token. */
public final class Refreshes {
  private static final Logger log = LoggerFactory.getLogger(Refreshes.class);

  private final Database database;
  private final Stores stores;
  private final Sessions sessions;
  private final SessionConfig config;
  private final SecureRandom random;
  private final InstantSource clock;

  /** Joins the parts. */
  public Refreshes(
      Database database,
      Stores stores,
      Sessions sessions,
      SessionConfig config,
      SecureRandom random,
      InstantSource clock) {
    this.database = database;
    this.stores = stores;
    this.sessions = sessions;
    this.config = config;
    this.random = random;
    this.clock = clock;
  }

  /** Trades a refresh token for new tokens; fails as {@code unauthenticated}. */
  public Future<SignedIn> refresh(String text, ClientInfo client) {
    // A refusal is a value until the transaction is through: a detected reuse must be committed.
    return RefreshToken.parse(text)
        .map(token -> database.transaction(db -> renew(db, token, client)))
        .orElseGet(() -> Future.succeededFuture(Optional.empty()))
        .compose(
            renewed ->
                renewed
                    .map(Future::succeededFuture)
                    .orElseGet(() -> Future.failedFuture(refused())));
  }

  private Future<Optional<SignedIn>> renew(SqlClient db, RefreshToken token, ClientInfo client) {
    return stores
        .sessions()
        .lockByToken(db, token.hash())
        .compose(
            session ->
                session
                    .map(held -> renew(db, token, client, held))
                    .orElseGet(() -> Future.succeededFuture(Optional.empty())));
  }

  private Future<Optional<SignedIn>> renew(
      SqlClient db, RefreshToken token, ClientInfo client, Session session) {
    return stores
        .refreshTokens()
        .find(db, token.hash())
        .compose(grant -> follow(db, token, client, session, grant.orElseThrow()))
        .compose(
            next ->
                next.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : answer(db, session, next.get()));
  }

  private Future<Optional<RefreshToken>> follow(
      SqlClient db, RefreshToken token, ClientInfo client, Session session, RefreshGrant grant) {
    Instant now = clock.instant();
    return switch (config.rotation().decide(grant, session, now)) {
      case Rotate rotate -> rotate(db, token, client, session, now).map(Optional::of);
      case Repeat repeat -> Future.succeededFuture(Optional.of(token.successor(repeat.nonce())));
      case Reuse reuse -> endFamily(db, session).map(Optional.empty());
      case Refuse refuse -> Future.succeededFuture(Optional.empty());
    };
  }

  private Future<RefreshToken> rotate(
      SqlClient db, RefreshToken token, ClientInfo client, Session session, Instant now) {
    String nonce = RefreshToken.nonce(random);
    RefreshToken next = token.successor(nonce);
    Instant expiry = config.lifetimes().refreshExpiry(now, session);
    return stores
        .refreshTokens()
        .use(db, token.hash(), nonce, next.hash(), now)
        .compose(used -> stores.refreshTokens().insert(db, next.hash(), session.id(), expiry))
        .compose(made -> stores.sessions().touch(db, session.id(), client, now))
        .map(next);
  }

  private Future<Void> endFamily(SqlClient db, Session session) {
    log.atWarn()
        .addKeyValue("owner", session.userId())
        .addKeyValue("session", session.id())
        .log("refresh token used twice, session ended");
    return sessions.end(db, session.userId(), List.of(session.id())).mapEmpty();
  }

  private Future<Optional<SignedIn>> answer(SqlClient db, Session session, RefreshToken next) {
    return stores
        .accounts()
        .byId(db, session.userId())
        .map(
            found ->
                found
                    .map(StoredPassword::account)
                    .filter(account -> !account.disabled())
                    .map((Account account) -> sessions.signedIn(account, session.id(), next)));
  }

  private static RuntimeException refused() {
    return Failure.of(FailureCode.UNAUTHENTICATED, "The refresh token is not valid").asException();
  }
}
