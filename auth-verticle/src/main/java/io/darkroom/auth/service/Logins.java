package io.darkroom.auth.service;

import io.darkroom.auth.domain.account.EmailAddress;
import io.darkroom.auth.domain.account.StoredPassword;
import io.darkroom.auth.domain.session.ClientInfo;
import io.darkroom.auth.hashing.Passwords;
import io.darkroom.auth.store.AccountStore;
import io.darkroom.auth.throttling.Attempts;
import io.darkroom.auth.throttling.Limit;
import io.darkroom.auth.throttling.Limits;
import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.kit.postgres.Database;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs people in. Known and unknown addresses take the same way: a limit, a look-up, a hash. Only
 * after the right password is anything said about the account.
 */
public final class Logins {
  private static final Logger log = LoggerFactory.getLogger(Logins.class);

  private final Database database;
  private final AccountStore accounts;
  private final Passwords passwords;
  private final Sessions sessions;
  private final Attempts attempts;
  private final Limits limits;

  /** Joins the parts. */
  public Logins(
      Database database,
      AccountStore accounts,
      Passwords passwords,
      Sessions sessions,
      Attempts attempts,
      Limits limits) {
    this.database = database;
    this.accounts = accounts;
    this.passwords = passwords;
    this.sessions = sessions;
    this.attempts = attempts;
    this.limits = limits;
  }

  /** Opens a session; fails as {@code bad-credentials} or {@code rate-limited}. */
  public Future<SignedIn> login(String emailText, String password, ClientInfo client) {
    Optional<EmailAddress> email =
        EmailAddress.isValid(emailText)
            ? Optional.of(EmailAddress.parse(emailText))
            : Optional.empty();
    List<Limit> guards =
        email.map(e -> limits.signingIn(e, client)).orElseGet(() -> limits.signingIn(client));
    return attempts
        .guarded(guards, () -> find(email).compose(found -> checked(found, password)))
        .compose(known -> renewHash(known, password))
        .compose(known -> sessions.open(known.account(), client));
  }

  private Future<Optional<StoredPassword>> find(Optional<EmailAddress> email) {
    return email
        .map(known -> database.query(db -> accounts.byEmail(db, known)))
        .orElseGet(() -> Future.succeededFuture(Optional.empty()));
  }

  private Future<StoredPassword> checked(Optional<StoredPassword> found, String password) {
    return passwords
        .matches(password, found.map(StoredPassword::hash))
        .compose(
            right ->
                right
                    ? Future.succeededFuture(found.orElseThrow())
                    : Future.failedFuture(Failure.of(FailureCode.BAD_CREDENTIALS).asException()));
  }

  // The sign-in succeeds whether or not the newer hash can be stored.
  private Future<StoredPassword> renewHash(StoredPassword known, String password) {
    String id = known.account().id();
    return passwords
        .renewed(password, known.hash())
        .compose(
            hash ->
                hash.isEmpty()
                    ? Future.succeededFuture(false)
                    : database.query(db -> accounts.replaceHash(db, id, known.hash(), hash.get())))
        .transform(
            done -> {
              if (done.failed()) {
                log.atWarn()
                    .addKeyValue("owner", id)
                    .addKeyValue("cause", done.cause().getMessage())
                    .log("password hash not renewed");
              }
              return Future.succeededFuture(known);
            });
  }
}
