package io.darkroom.auth.store;

import io.darkroom.auth.domain.account.Account;
import io.darkroom.auth.domain.account.EmailAddress;
import io.darkroom.auth.domain.account.Quota;
import io.darkroom.auth.domain.account.Role;
import io.darkroom.auth.domain.account.StoredPassword;
import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The table {@code auth.account}. */
public final class AccountStore {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String ALL =
      "select id, email, name, role, disabled, quota_images, quota_bytes,"
          + " quota_megapixels_per_day, created_at, password_hash from auth.account ";

  /** Whether this account is the first of the installation; true for one account ever. */
  public Future<Boolean> claimFirstAdmin(SqlClient db, String id) {
    return db.preparedQuery(
            "insert into auth.first_admin (account_id) values ($1) on conflict do nothing")
        .execute(Tuple.of(id))
        .map(rows -> rows.rowCount() == 1);
  }

  /** Adds an account; fails as a conflict when the address is taken. */
  public Future<Account> insert(SqlClient db, Account account, String hash) {
    return db.preparedQuery(
            "insert into auth.account (id, email, name, role, password_hash, created_at)"
                + " values ($1, $2, $3, $4, $5, $6)")
        .execute(
            Tuple.of(
                account.id(),
                account.email().value(),
                account.name(),
                account.role().wire(),
                hash,
                Columns.at(account.createdAt())))
        .map(account)
        .recover(AccountStore::taken);
  }

  /** Finds an account by its address. */
  public Future<Optional<StoredPassword>> byEmail(SqlClient db, EmailAddress email) {
    return db.preparedQuery(ALL + "where email = $1")
        .execute(Tuple.of(email.value()))
        .map(rows -> Columns.first(rows, AccountStore::stored));
  }

  /** Finds an account. */
  public Future<Optional<StoredPassword>> byId(SqlClient db, String id) {
    return db.preparedQuery(ALL + "where id = $1")
        .execute(Tuple.of(id))
        .map(rows -> Columns.first(rows, AccountStore::stored));
  }

  /** Finds an account and holds it until the transaction ends. */
  public Future<Optional<StoredPassword>> lock(SqlClient db, String id) {
    return db.preparedQuery(ALL + "where id = $1 for update")
        .execute(Tuple.of(id))
        .map(rows -> Columns.first(rows, AccountStore::stored));
  }

  /** Holds every admin that can act and lists their ids, so that the last one cannot vanish. */
  public Future<List<String>> lockAdmins(SqlClient db) {
    return db.preparedQuery(
            "select id from auth.account where role = 'admin' and not disabled"
                + " order by id for update")
        .execute()
        .map(rows -> Columns.all(rows, row -> row.getString("id")));
  }

  /** The ids of all accounts that may not act. */
  public Future<List<String>> disabled(SqlClient db) {
    return db.preparedQuery("select id from auth.account where disabled order by id")
        .execute()
        .map(rows -> Columns.all(rows, row -> row.getString("id")));
  }

  /** Writes what may change; fails as a conflict when the new address is taken. */
  public Future<Account> update(SqlClient db, Account account) {
    return db.preparedQuery(
            "update auth.account set email = $2, name = $3, role = $4, disabled = $5,"
                + " quota_images = $6, quota_bytes = $7, quota_megapixels_per_day = $8"
                + " where id = $1")
        .execute(
            Tuple.of(
                account.id(),
                account.email().value(),
                account.name(),
                account.role().wire(),
                account.disabled(),
                account.quota().images().orElse(null),
                account.quota().bytes().orElse(null),
                account.quota().megapixelsPerDay().orElse(null)))
        .map(account)
        .recover(AccountStore::taken);
  }

  /** Replaces a hash, unless somebody else has replaced it in the meantime. */
  public Future<Boolean> replaceHash(SqlClient db, String id, String before, String after) {
    return db.preparedQuery(
            "update auth.account set password_hash = $3 where id = $1 and password_hash = $2")
        .execute(Tuple.of(id, before, after))
        .map(rows -> rows.rowCount() == 1);
  }

  /** Removes an account with its sessions and keys. */
  public Future<Void> delete(SqlClient db, String id) {
    return db.preparedQuery("delete from auth.account where id = $1")
        .execute(Tuple.of(id))
        .mapEmpty();
  }

  /**
   * Lists accounts by id, oldest first.
   *
   * @param search a part of the address or name
   * @param after the id to continue after
   */
  public Future<List<Account>> list(
      SqlClient db, Optional<String> search, Optional<String> after, int limit) {
    return db.preparedQuery(
            ALL
                + "where id > $1 and ($2 = '' or strpos(lower(email || ' ' || name), $2) > 0)"
                + " order by id limit $3")
        .execute(Tuple.of(after.orElse(""), search.orElse("").toLowerCase(Locale.ROOT), limit))
        .map(rows -> Columns.all(rows, AccountStore::account));
  }

  private static <T> Future<T> taken(Throwable error) {
    return Future.failedFuture(
        isDuplicate(error)
            ? Failure.of(FailureCode.CONFLICT, "The e-mail address is already in use").asException()
            : error);
  }

  private static boolean isDuplicate(Throwable error) {
    return error instanceof PgException refused && UNIQUE_VIOLATION.equals(refused.getSqlState());
  }

  private static StoredPassword stored(Row row) {
    return new StoredPassword(account(row), row.getString("password_hash"));
  }

  static Account account(Row row) {
    return new Account(
        row.getString("id"),
        new EmailAddress(row.getString("email")),
        row.getString("name"),
        Role.fromWire(row.getString("role")),
        row.getBoolean("disabled"),
        new Quota(
            Optional.ofNullable(row.getLong("quota_images")),
            Optional.ofNullable(row.getLong("quota_bytes")),
            Optional.ofNullable(row.getLong("quota_megapixels_per_day"))),
        Columns.instant(row, "created_at"));
  }
}
