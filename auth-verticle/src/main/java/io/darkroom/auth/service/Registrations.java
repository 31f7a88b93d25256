package io.darkroom.auth.service;

import io.darkroom.auth.domain.account.Account;
import io.darkroom.auth.domain.account.EmailAddress;
import io.darkroom.auth.domain.account.Quota;
import io.darkroom.auth.domain.account.Role;
import io.darkroom.auth.domain.session.ClientInfo;
import io.darkroom.auth.hashing.Passwords;
import io.darkroom.auth.store.AccountStore;
import io.darkroom.auth.throttling.Attempts;
import io.darkroom.auth.throttling.Limits;
import io.darkroom.codecs.id.IdKind;
import io.darkroom.codecs.id.Ids;
import io.darkroom.kit.postgres.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes accounts. The first one ever becomes the administrator. */
public final class Registrations {
  private static final Logger log = LoggerFactory.getLogger(Registrations.class);

  private final Database database;
  private final AccountStore accounts;
  private final Passwords passwords;
  private final Attempts attempts;
  private final Limits limits;
  private final Ids ids;
  private final InstantSource clock;

  /** Joins the parts. */
  public Registrations(
      Database database,
      AccountStore accounts,
      Passwords passwords,
      Attempts attempts,
      Limits limits,
      Ids ids,
      InstantSource clock) {
    this.database = database;
    this.accounts = accounts;
    this.passwords = passwords;
    this.attempts = attempts;
    this.limits = limits;
    this.ids = ids;
    this.clock = clock;
  }

  /** Makes an account; fails as {@code weak-password}, {@code conflict} or {@code rate-limited}. */
  public Future<Account> register(
      EmailAddress email, String password, String name, ClientInfo client) {
    return attempts
        .count(limits.registering(client))
        .compose(allowed -> passwords.accept(password, email, name, "/password"))
        .compose(hash -> database.transaction(db -> insert(db, email, name, hash)))
        .onSuccess(
            account ->
                log.atInfo()
                    .addKeyValue("owner", account.id())
                    .addKeyValue("role", account.role().wire())
                    .log("account made"));
  }

  private Future<Account> insert(SqlClient db, EmailAddress email, String name, String hash) {
    String id = ids.next(IdKind.USER);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return accounts
        .claimFirstAdmin(db, id)
        .map(first -> first ? Role.ADMIN : Role.USER)
        .map(role -> new Account(id, email, name, role, false, Quota.DEFAULT, now))
        .compose(account -> accounts.insert(db, account, hash));
  }
}
