package io.darkroom.auth.store;

import io.darkroom.auth.domain.access.Scope;
import io.darkroom.auth.domain.account.Account;
import io.darkroom.auth.domain.apikey.ApiKey;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The table {@code auth.api_key}; it holds hashes, never keys. */
public final class ApiKeyStore {
  private static final Duration USE_RESOLUTION = Duration.ofMinutes(1);

  /** A key and whose it is. */
  public record Owned(ApiKey key, Account owner) {}

  /** Adds a key. */
  public Future<Void> insert(SqlClient db, ApiKey key, String hash) {
    return db.preparedQuery(
            "insert into auth.api_key"
                + " (id, account_id, name, prefix, hash, scopes, created_at, expires_at)"
                + " values ($1, $2, $3, $4, $5, $6, $7, $8)")
        .execute(
            Tuple.of(
                key.id(),
                key.userId(),
                key.name(),
                key.prefix(),
                hash,
                key.scopes().stream().sorted().map(Scope::wire).toArray(String[]::new),
                Columns.at(key.createdAt()),
                Columns.at(key.expiresAt())))
        .mapEmpty();
  }

  /** The keys of an account, newest first, expired ones too. */
  public Future<List<ApiKey>> list(SqlClient db, String userId) {
    return db.preparedQuery(
            "select id, account_id, name, prefix, scopes, created_at, expires_at, last_used_at"
                + " from auth.api_key where account_id = $1 order by created_at desc, id desc")
        .execute(Tuple.of(userId))
        .map(rows -> Columns.all(rows, row -> key(row, "")));
  }

  /** Finds a key and its owner. */
  public Future<Optional<Owned>> byHash(SqlClient db, String hash) {
    return db.preparedQuery(
            "select a.*, k.id as key_id, k.account_id, k.name as key_name, k.prefix, k.scopes,"
                + " k.created_at as key_created_at, k.expires_at, k.last_used_at"
                + " from auth.api_key k join auth.account a on a.id = k.account_id"
                + " where k.hash = $1")
        .execute(Tuple.of(hash))
        .map(
            rows ->
                Columns.first(rows, row -> new Owned(key(row, "key_"), AccountStore.account(row))));
  }

  /** Notes a use, unless one was noted within the last minute. */
  public Future<Void> touch(SqlClient db, String id, Instant now) {
    return db.preparedQuery(
            "update auth.api_key set last_used_at = $2"
                + " where id = $1 and (last_used_at is null or last_used_at < $3)")
        .execute(Tuple.of(id, Columns.at(now), Columns.at(now.minus(USE_RESOLUTION))))
        .mapEmpty();
  }

  /** Removes one of an account's keys and answers whether there was one. */
  public Future<Boolean> delete(SqlClient db, String userId, String id) {
    return db.preparedQuery("delete from auth.api_key where account_id = $1 and id = $2")
        .execute(Tuple.of(userId, id))
        .map(rows -> rows.rowCount() == 1);
  }

  /** Removes the account's keys that hold a scope and answers which. */
  public Future<List<String>> deleteWith(SqlClient db, String userId, Scope scope) {
    return db.preparedQuery(
            "delete from auth.api_key where account_id = $1 and $2 = any(scopes) returning id")
        .execute(Tuple.of(userId, scope.wire()))
        .map(rows -> Columns.all(rows, row -> row.getString("id")));
  }

  private static ApiKey key(Row row, String prefix) {
    return new ApiKey(
        row.getString(prefix + "id"),
        row.getString("account_id"),
        row.getString(prefix + "name"),
        row.getString("prefix"),
        scopes(row.getArrayOfStrings("scopes")),
        Columns.instant(row, prefix + "created_at"),
        Columns.optionalInstant(row, "expires_at"),
        Columns.optionalInstant(row, "last_used_at"));
  }

  // A scope that a later version dropped is not worth failing for; it just grants nothing.
  private static Set<Scope> scopes(String[] wire) {
    return Arrays.stream(wire)
        .map(Scope::fromWire)
        .flatMap(Optional::stream)
        .collect(Collectors.toSet());
  }
}
