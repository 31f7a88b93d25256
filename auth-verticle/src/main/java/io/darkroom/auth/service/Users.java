package io.darkroom.auth.service;

import io.darkroom.auth.config.SessionConfig;
import io.darkroom.auth.domain.access.Scope;
import io.darkroom.auth.domain.account.Account;
import io.darkroom.auth.domain.account.Quota;
import io.darkroom.auth.domain.account.Role;
import io.darkroom.auth.domain.account.StoredPassword;
import io.darkroom.auth.store.Stores;
import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.kit.postgres.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What administrators do with accounts. */
public final class Users {
  private static final Logger log = LoggerFactory.getLogger(Users.class);

  private final Database database;
  private final Stores stores;
  private final Sessions sessions;
  private final SessionConfig config;
  private final InstantSource clock;

  /** What to change; an empty component stays as it is. */
  public record Change(Optional<Boolean> disabled, Optional<Role> role, Optional<Quota> quota) {}

  /** A part of the list and where the next one begins. */
  public record Page(List<Account> accounts, Optional<String> next) {}

  /** Joins the parts. */
  public Users(
      Database database,
      Stores stores,
      Sessions sessions,
      SessionConfig config,
      InstantSource clock) {
    this.database = database;
    this.stores = stores;
    this.sessions = sessions;
    this.config = config;
    this.clock = clock;
  }

  /** Lists accounts, oldest first. */
  public Future<Page> list(Optional<String> search, Optional<String> after, int limit) {
    return database
        .query(db -> stores.accounts().list(db, search, after, limit + 1))
        .map(
            found -> {
              boolean more = found.size() > limit;
              List<Account> page = more ? found.subList(0, limit) : found;
              return new Page(page, more ? Optional.of(page.getLast().id()) : Optional.empty());
            });
  }

  /** Changes an account; fails as {@code not-found}, or as a conflict for the last admin. */
  public Future<Account> update(String id, Change change) {
    return database
        .transaction(db -> update(db, id, change))
        .onSuccess(
            account ->
                log.atInfo()
                    .addKeyValue("owner", id)
                    .addKeyValue("role", account.role().wire())
                    .addKeyValue("disabled", account.disabled())
                    .log("account changed by an administrator"));
  }

  private Future<Account> update(SqlClient db, String id, Change change) {
    // Admins first and in one order, so that two of these never wait for each other.
    return stores
        .accounts()
        .lockAdmins(db)
        .compose(
            admins ->
                stores
                    .accounts()
                    .lock(db, id)
                    .map(Users::required)
                    .compose(before -> apply(db, admins, before, changed(before, change))));
  }

  private Future<Account> apply(SqlClient db, List<String> admins, Account before, Account after) {
    boolean demoted = before.role() == Role.ADMIN && after.role() != Role.ADMIN;
    boolean disabled = !before.disabled() && after.disabled();
    boolean enabled = before.disabled() && !after.disabled();
    return LastAdmin.mayLose(admins, before.id(), demoted || disabled)
        .compose(ok -> stores.accounts().update(db, after))
        .compose(done -> demoted ? endAdminKeys(db, after.id()) : Future.succeededFuture())
        .compose(done -> disabled ? endGrants(db, after.id()) : Future.succeededFuture())
        .compose(
            done ->
                demoted || disabled
                    ? sessions.endAllBut(db, after.id(), Optional.empty()).<Void>mapEmpty()
                    : Future.succeededFuture())
        .compose(
            done ->
                enabled ? stores.grants().reopenKeysOf(db, after.id()) : Future.succeededFuture())
        .map(after);
  }

  // Keys come back when the account does, so only their tokens end.
  private Future<Void> endGrants(SqlClient db, String userId) {
    return stores.grants().endAllOf(db, userId, tokensEnd());
  }

  // Other keys never carried the role, so nothing changes for them.
  private Future<Void> endAdminKeys(SqlClient db, String userId) {
    return stores
        .apiKeys()
        .deleteWith(db, userId, Scope.ADMIN)
        .compose(ids -> stores.grants().end(db, ids, tokensEnd()));
  }

  private Instant tokensEnd() {
    return clock.instant().plus(config.longestAccess());
  }

  private static Account changed(Account before, Change change) {
    return new Account(
        before.id(),
        before.email(),
        before.name(),
        change.role().orElse(before.role()),
        change.disabled().orElse(before.disabled()),
        change.quota().orElse(before.quota()),
        before.createdAt());
  }

  private static Account required(Optional<StoredPassword> found) {
    return found
        .map(StoredPassword::account)
        .orElseThrow(
            () -> Failure.of(FailureCode.NOT_FOUND, "There is no such account").asException());
  }
}
