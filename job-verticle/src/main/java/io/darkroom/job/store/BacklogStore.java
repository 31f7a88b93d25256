package io.darkroom.job.store;

import io.darkroom.kit.postgres.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.Map;

/** Counts what waits. Each part has an index of only what it counts. */
public final class BacklogStore {
  private static final String COUNT =
      """
      SELECT lane, status, count(*)::float8 AS value FROM job.tasks WHERE status = 'queued'
      GROUP BY lane, status
      UNION ALL
      SELECT lane, status, count(*)::float8 FROM job.tasks
      WHERE status IN ('dispatched', 'running') GROUP BY lane, status
      UNION ALL
      SELECT '', 'outbox', count(*)::float8 FROM job.outbox WHERE NOT published
      UNION ALL
      SELECT '', 'lag', coalesce(extract(epoch FROM now() - created_at), 0)::float8 FROM (
        SELECT created_at FROM job.outbox WHERE NOT published ORDER BY position LIMIT 1) oldest
      UNION ALL
      SELECT '', 'webhooks', count(*)::float8 FROM job.webhook_deliveries WHERE status = 'pending'
      """;

  private final Database database;

  /** Counts in this database. */
  public BacklogStore(Database database) {
    this.database = database;
  }

  /** Numbers at one moment, by lane and name. */
  public record Backlog(Map<String, Double> values) {
    /** Before anything was measured. */
    public static final Backlog NONE = new Backlog(Map.of());

    public Backlog {
      values = Map.copyOf(values);
    }

    /** Tasks of a lane in an open state. */
    public double tasks(String lane, String status) {
      return values.getOrDefault(lane + "/" + status, 0.0);
    }

    /** Messages that wait for the broker. */
    public double outbox() {
      return tasks("", "outbox");
    }

    /** Age of the oldest of them in seconds; 0 without any. */
    public double outboxLagSeconds() {
      return tasks("", "lag");
    }

    /** Webhook deliveries that are not settled. */
    public double webhooks() {
      return tasks("", "webhooks");
    }
  }

  /** Counts now. */
  public Future<Backlog> measure() {
    return database
        .query(db -> db.query(COUNT).execute())
        .map(
            rows -> {
              Map<String, Double> values = new HashMap<>();
              for (Row row : rows) {
                values.put(
                    row.getString("lane") + "/" + row.getString("status"), row.getDouble("value"));
              }
              return new Backlog(values);
            });
  }
}
