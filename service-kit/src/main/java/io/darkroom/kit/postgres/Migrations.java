package io.darkroom.kit.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one PostgreSQL schema up to date with a service's scripts: in order, under an advisory
 * lock so that instances that start together take turns, all in one transaction so that a failing
 * script leaves nothing behind. A script that was applied must never change.
 */
public final class Migrations {
  private static final Logger log = LoggerFactory.getLogger(Migrations.class);

  private final String schema;
  private final List<Migration> scripts;

  private Migrations(String schema, List<Migration> scripts) {
    this.schema = schema;
    this.scripts = scripts;
  }

  /**
   * Applies what is missing. Scripts run with the schema as their search path.
   *
   * @param schema lower-case letters, digits and underscores; created when it does not exist
   * @param resources class-path names such as {@code db/job/V1__jobs.sql}, versions from 1 without
   *     a gap
   * @return how many scripts were applied now; fails with {@link MigrationException} when an
   *     applied script has changed, or the schema is newer than the scripts
   */
  public static Future<Integer> run(Pool pool, String schema, List<String> resources) {
    try {
      Migrations migrations = new Migrations(schema, ordered(schema, resources));
      return pool.withTransaction(migrations::apply);
    } catch (MigrationException e) {
      return Future.failedFuture(e);
    }
  }

  private static List<Migration> ordered(String schema, List<String> resources) {
    if (!schema.matches("[a-z][a-z0-9_]{0,62}")) {
      throw new MigrationException("not a schema name: " + schema, null);
    }
    List<Migration> scripts = new ArrayList<>(resources.stream().map(Migration::read).toList());
    scripts.sort(Comparator.comparingInt(Migration::version));
    for (int i = 0; i < scripts.size(); i++) {
      if (scripts.get(i).version() != i + 1) {
        throw new MigrationException(
            "migration V" + (i + 1) + " of " + schema + " is missing", null);
      }
    }
    return List.copyOf(scripts);
  }

  private Future<Integer> apply(SqlConnection connection) {
    return connection
        .query(preparation())
        .execute()
        .compose(v -> connection.query("SELECT version, checksum FROM schema_history").execute())
        .map(this::pending)
        .compose(pending -> applyAll(connection, pending).map(pending.size()));
  }

  private String preparation() {
    return """
    SET LOCAL statement_timeout = 0;
    SET LOCAL client_min_messages = warning;
    SELECT pg_advisory_xact_lock(hashtextextended('darkroom.migrations.%1$s', 0));
    CREATE SCHEMA IF NOT EXISTS "%1$s";
    SET LOCAL search_path TO "%1$s";
    CREATE TABLE IF NOT EXISTS schema_history (
      version integer PRIMARY KEY,
      name text NOT NULL,
      checksum text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now()
    );
    """
        .formatted(schema);
  }

  private List<Migration> pending(RowSet<Row> rows) {
    Map<Integer, String> applied = new HashMap<>();
    rows.forEach(row -> applied.put(row.getInteger("version"), row.getString("checksum")));
    applied.forEach(this::requireSame);
    return scripts.stream().filter(script -> !applied.containsKey(script.version())).toList();
  }

  private void requireSame(int version, String checksum) {
    if (version > scripts.size()) {
      throw new MigrationException(
          "schema " + schema + " has version " + version + ", newer than this program knows", null);
    }
    Migration script = scripts.get(version - 1);
    if (!script.checksum().equals(checksum)) {
      throw new MigrationException(
          "migration V%d__%s of schema %s was changed after it was applied"
              .formatted(version, script.name(), schema),
          null);
    }
  }

  private Future<Void> applyAll(SqlConnection connection, List<Migration> pending) {
    Future<Void> chain = Future.succeededFuture();
    for (Migration script : pending) {
      chain = chain.compose(v -> applyOne(connection, script));
    }
    return chain;
  }

  private Future<Void> applyOne(SqlConnection connection, Migration script) {
    return connection
        .query(script.sql())
        .execute()
        .compose(v -> record(connection, script))
        .onSuccess(v -> logApplied(script))
        .recover(error -> Future.failedFuture(failed(script, error)));
  }

  private static Future<Void> record(SqlConnection connection, Migration script) {
    return connection
        .preparedQuery("INSERT INTO schema_history (version, name, checksum) VALUES ($1, $2, $3)")
        .execute(Tuple.of(script.version(), script.name(), script.checksum()))
        .mapEmpty();
  }

  private void logApplied(Migration script) {
    log.atInfo()
        .addKeyValue("schema", schema)
        .addKeyValue("version", script.version())
        .addKeyValue("name", script.name())
        .log("migration applied");
  }

  private MigrationException failed(Migration script, Throwable error) {
    return new MigrationException(
        "migration V%d__%s of schema %s failed: %s"
            .formatted(script.version(), script.name(), schema, error.getMessage()),
        error);
  }
}
