package io.darkroom.kit.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What stores see of a database. A connection that is lost, a pool without room and a server that
 * shuts down come out as the failure {@code unavailable}, so that nobody else needs to know what
 * the driver says then; a statement that is refused comes out as it is.
 */
public final class Database {
  private final Pool pool;
  private final SqlClient shared;
  private final long limitMillis;

  /**
   * A database behind these clients, which stay the caller's to close.
   *
   * @param shared for {@link #read}; see {@link Postgres#pipelined}
   */
  public Database(Pool pool, SqlClient shared) {
    this(pool, shared, 0);
  }

  /** A database behind this pool alone. */
  public Database(Pool pool) {
    this(pool, pool, 0);
  }

  /** A database behind this pool, where everything must have ended within the limit. */
  public Database(Pool pool, Duration limit) {
    this(pool, pool, limit.toMillis());
  }

  private Database(Pool pool, SqlClient shared, long limitMillis) {
    this.pool = pool;
    this.shared = shared;
    this.limitMillis = limitMillis;
  }

  /** Runs single statements, each in a transaction of its own. */
  public <T> Future<T> query(Function<SqlClient, Future<T>> work) {
    return typed(work.apply(pool));
  }

  /** Runs a short statement over a connection on which others are under way. */
  public <T> Future<T> read(Function<SqlClient, Future<T>> work) {
    return typed(work.apply(shared));
  }

  /** Runs the work in one transaction; a failed future rolls it back. */
  public <T> Future<T> transaction(Function<SqlConnection, Future<T>> work) {
    return typed(pool.withTransaction(work));
  }

  /**
   * Runs the work for each of these keys in a transaction of its own, one after the other, so that
   * locks are held briefly; ends with the first that fails.
   */
  public <K> Future<Void> transactions(
      Collection<K> keys, BiFunction<SqlConnection, K, Future<Void>> work) {
    Future<Void> chain = Future.succeededFuture();
    for (K key : keys) {
      chain = chain.compose(_ -> transaction(conn -> work.apply(conn, key)));
    }
    return chain;
  }

  private <T> Future<T> typed(Future<T> work) {
    Future<T> bounded = limitMillis == 0 ? work : work.timeout(limitMillis, TimeUnit.MILLISECONDS);
    return bounded.recover(error -> Future.failedFuture(DriverFailure.typed(error)));
  }
}
