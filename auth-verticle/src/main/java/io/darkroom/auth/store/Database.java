package io.darkroom.auth.store;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** The pool with a time limit on everything, and failures that callers can answer with. */
public final class Database {
  private static final long LIMIT_SECONDS = 10;
  private static final String UNIQUE_VIOLATION = "23505";

  private final Pool pool;

  /** Wraps a pool, which stays the caller's to close. */
  public Database(Pool pool) {
    this.pool = pool;
  }

  /** Runs single statements, each in a transaction of its own. */
  public <T> Future<T> query(Function<SqlClient, Future<T>> work) {
    return bounded(work.apply(pool));
  }

  /** Runs the work in one transaction; a failed future rolls it back. */
  public <T> Future<T> transaction(Function<SqlConnection, Future<T>> work) {
    return bounded(pool.withTransaction(work));
  }

  private static <T> Future<T> bounded(Future<T> work) {
    return work.timeout(LIMIT_SECONDS, TimeUnit.SECONDS).recover(Database::explained);
  }

  private static <T> Future<T> explained(Throwable error) {
    Throwable answer =
        switch (error) {
          case FailureException known -> known;
          case PgException refused -> explained(refused);
          case TimeoutException late ->
              Failure.of(FailureCode.UNAVAILABLE, "The database does not answer").asException(late);
          case VertxException away -> away(away);
          // Anything else unchecked is a defect of ours and not the database's doing.
          case RuntimeException defect -> defect;
          default -> away(error);
        };
    return Future.failedFuture(answer);
  }

  // Connection troubles and shutdowns of the server (classes 08, 53, 57) pass; the rest is a
  // defect.
  private static Throwable explained(PgException refused) {
    String state = refused.getSqlState() == null ? "" : refused.getSqlState();
    boolean passing = state.startsWith("08") || state.startsWith("53") || state.startsWith("57");
    return passing ? away(refused) : refused;
  }

  private static FailureException away(Throwable cause) {
    return Failure.of(FailureCode.UNAVAILABLE, "The database is away").asException(cause);
  }

  /** Whether a statement met a row that is already there. */
  static boolean isDuplicate(Throwable error) {
    return error instanceof PgException refused && UNIQUE_VIOLATION.equals(refused.getSqlState());
  }
}
