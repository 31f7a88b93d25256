package io.darkroom.kit.postgres;

import io.darkroom.kit.config.PostgresConfig;
import io.darkroom.kit.retry.Retry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Makes pools with every limit set: size, waiters, connecting, waiting, idling, statements. */
public final class Postgres {
  private static final int PIPELINE = 64;

  private Postgres() {}

  /** A pool; connects on first use. Create it inside the verticle that uses it. */
  public static Pool connect(Vertx vertx, PostgresConfig config) {
    return PgBuilder.pool()
        .connectingTo(connection(config))
        .with(pool(config))
        .using(vertx)
        .build();
  }

  /**
   * A client for short statements outside transactions. Many callers share few connections: a
   * statement is sent without waiting for the answer to the one before it.
   */
  public static SqlClient pipelined(Vertx vertx, PostgresConfig config) {
    PgConnectOptions options = connection(config).setPipeliningLimit(PIPELINE);
    return PgBuilder.client()
        .connectingTo(options)
        .with(pool(config).setMaxSize(Math.max(1, config.poolSize() / 2)))
        .using(vertx)
        .build();
  }

  /** Waits, trying again with growing pauses, until the database answers; 60 seconds at most. */
  public static Future<Void> awaitReachable(Vertx vertx, Pool pool) {
    return Retry.until(vertx, "postgres", Duration.ofSeconds(60), () -> ping(pool));
  }

  /** Succeeds when the database answers within two seconds; a health check. */
  public static Future<Void> ping(Pool pool) {
    return pool.query("SELECT 1").execute().timeout(2, TimeUnit.SECONDS).mapEmpty();
  }

  private static PgConnectOptions connection(PostgresConfig config) {
    PgConnectOptions options = new PgConnectOptions();
    options
        .setHost(config.host())
        .setPort(config.port())
        .setDatabase(config.database())
        .setUser(config.user())
        .setPassword(config.password().reveal())
        .setCachePreparedStatements(true)
        .addProperty("application_name", "darkroom")
        .addProperty("statement_timeout", "20000")
        .addProperty("idle_in_transaction_session_timeout", "30000");
    return options;
  }

  private static PoolOptions pool(PostgresConfig config) {
    return new PoolOptions()
        .setMaxSize(config.poolSize())
        .setMaxWaitQueueSize(config.waitQueue())
        .setConnectionTimeout(5)
        .setConnectionTimeoutUnit(TimeUnit.SECONDS)
        .setIdleTimeout(5)
        .setIdleTimeoutUnit(TimeUnit.MINUTES);
  }
}
