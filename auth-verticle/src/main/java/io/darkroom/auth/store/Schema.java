package io.darkroom.auth.store;

import io.darkroom.kit.postgres.Migrations;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;

/** The versions of the schema {@code auth}. */
public final class Schema {
  private static final List<String> SCRIPTS = List.of("db/auth/V1__accounts.sql");

  private Schema() {}

  /** Brings the schema up to date. */
  public static Future<Void> migrate(Pool pool) {
    return Migrations.run(pool, "auth", SCRIPTS).mapEmpty();
  }
}
