package io.darkroom.auth.service;

import io.darkroom.auth.config.SessionConfig;
import io.darkroom.auth.domain.account.Account;
import io.darkroom.auth.domain.account.EmailAddress;
import io.darkroom.auth.domain.account.Role;
import io.darkroom.auth.domain.account.StoredPassword;
import io.darkroom.auth.hashing.Passwords;
import io.darkroom.auth.store.Stores;
import io.darkroom.auth.throttling.Attempts;
import io.darkroom.auth.throttling.Limits;
import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.Violation;
import io.darkroom.kit.postgres.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people do with their own account. */
public final class Accounts {
  private static final Logger log = LoggerFactory.getLogger(Accounts.class);

  private final Database database;
  private final Stores stores;
  private final Passwords passwords;
  private final Sessions sessions;
  private final Attempts attempts;
  private final Limits limits;
  private final SessionConfig config;
  private final InstantSource clock;

  /** Joins the parts. */
  public Accounts(
      Database database,
      Stores stores,
      Passwords passwords,
      Sessions sessions,
      Attempts attempts,
      Limits limits,
      SessionConfig config,
      InstantSource clock) {
    this.database = database;
    this.stores = stores;
    this.passwords = passwords;
    this.sessions = sessions;
    this.attempts = attempts;
    this.limits = limits;
    this.config = config;
    this.clock = clock;
  }

  /** The account. */
  public Future<Account> get(String userId) {
    return find(userId).map(StoredPassword::account);
  }

  /** Changes what is given; a new address needs the password. */
  public Future<Account> update(
      String userId,
      Optional<String> name,
      Optional<EmailAddress> email,
      Optional<String> password) {
    return find(userId)
        .compose(
            known ->
                email.filter(e -> !e.equals(known.account().email())).isEmpty()
                    ? Future.succeededFuture(known)
                    : confirmed(known, password.orElse(""), "/password"))
        .compose(known -> database.transaction(db -> rewrite(db, userId, name, email)));
  }

  /** Sets a new password and ends every session but the one it was set in. */
  public Future<Void> changePassword(
      String userId, String sessionId, String currentPassword, String newPassword) {
    return find(userId)
        .compose(known -> confirmed(known, currentPassword, "/currentPassword"))
        .compose(
            known ->
                passwords
                    .accept(
                        newPassword,
                        known.account().email(),
                        known.account().name(),
                        "/newPassword")
                    .compose(
                        hash ->
                            database.transaction(db -> replaceHash(db, known, hash, sessionId))));
  }

  /** Removes the account; its images and jobs follow in the background. */
  public Future<Void> delete(String userId, String password) {
    return find(userId)
        .compose(known -> confirmed(known, password, "/password"))
        .compose(known -> database.transaction(db -> remove(db, known.account())))
        .onSuccess(done -> log.atInfo().addKeyValue("owner", userId).log("account deleted"));
  }

  private Future<StoredPassword> find(String userId) {
    return database.query(db -> stores.accounts().byId(db, userId)).map(Accounts::required);
  }

  private Future<StoredPassword> confirmed(StoredPassword known, String password, String pointer) {
    return attempts.guarded(
        limits.confirming(known.account().email()),
        () ->
            passwords
                .matches(password, Optional.of(known.hash()))
                .compose(
                    right ->
                        right
                            ? Future.succeededFuture(known)
                            : Future.failedFuture(wrong(pointer))));
  }

  private Future<Account> rewrite(
      SqlClient db, String userId, Optional<String> name, Optional<EmailAddress> email) {
    return stores
        .accounts()
        .lock(db, userId)
        .map(Accounts::required)
        .map(StoredPassword::account)
        .map(
            a ->
                new Account(
                    a.id(),
                    email.orElse(a.email()),
                    name.orElse(a.name()),
                    a.role(),
                    a.disabled(),
                    a.quota(),
                    a.createdAt()))
        .compose(changed -> stores.accounts().update(db, changed));
  }

  private Future<Void> replaceHash(
      SqlClient db, StoredPassword known, String hash, String sessionId) {
    String id = known.account().id();
    return stores
        .accounts()
        .replaceHash(db, id, known.hash(), hash)
        .compose(
            replaced ->
                replaced
                    ? sessions.endAllBut(db, id, Optional.of(sessionId)).<Void>mapEmpty()
                    : Future.failedFuture(
                        Failure.of(FailureCode.CONFLICT, "The password was changed meanwhile")
                            .asException()));
  }

  private Future<Void> remove(SqlClient db, Account account) {
    Instant now = clock.instant();
    return stores
        .accounts()
        .lockAdmins(db)
        .compose(admins -> LastAdmin.mayLose(admins, account.id(), account.role() == Role.ADMIN))
        .compose(ok -> stores.grants().endAllOf(db, account.id(), now.plus(config.longestAccess())))
        .compose(ended -> stores.purges().request(db, account.id(), now))
        .compose(requested -> stores.accounts().delete(db, account.id()));
  }

  private static StoredPassword required(Optional<StoredPassword> found) {
    return found.orElseThrow(() -> Failure.of(FailureCode.UNAUTHENTICATED).asException());
  }

  private static RuntimeException wrong(String pointer) {
    return Failure.of(
            FailureCode.FORBIDDEN,
            "The password is wrong",
            List.of(new Violation(pointer, "is not the account's password")))
        .asException();
  }
}
