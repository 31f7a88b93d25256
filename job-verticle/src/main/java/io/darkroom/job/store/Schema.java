package io.darkroom.job.store;

import io.darkroom.kit.postgres.Migrations;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;

/** The tables of the job service. */
public final class Schema {
  private static final List<String> SCRIPTS =
      List.of(
          "db/job/V1__images_jobs_tasks.sql",
          "db/job/V2__recipes_webhooks.sql",
          "db/job/V3__links.sql");

  private Schema() {}

  /** Brings the schema up to date. */
  public static Future<Integer> migrate(Pool pool) {
    return Migrations.run(pool, "job", SCRIPTS);
  }
}
