package io.darkroom.job.store;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells a database that is away or busy from a fault of ours. The former passes, so whatever was
 * asked for may be asked again; the latter would fail in the same way every time.
 */
public final class DatabaseTrouble {
  // Connection, out of resources, operator intervention, system error, serialisation and deadlock.
  private static final Set<String> PASSING = Set.of("08", "53", "57", "58", "40", "55");

  private static final Pattern LOST_SOCKET = Pattern.compile("Broken pipe|Connection reset");

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private DatabaseTrouble() {}

  /** Turns a failure that will pass into {@code unavailable} and leaves any other as it is. */
  public static <T> Future<T> asUnavailable(Throwable error) {
    return Future.failedFuture(
        passes(error)
            ? Failure.of(FailureCode.UNAVAILABLE, "The database is not available")
                .asException(error)
            : error);
  }

  /**
   * What a failure of a request means to its sender. Narrower than {@link #asUnavailable}: a
   * request can also fail for what its client does, which is no trouble of the database.
   */
  public static Throwable ofRequest(Throwable error) {
    boolean away =
        error instanceof ConnectionPoolTooBusyException
            || error instanceof ClosedConnectionException
            || isSocketTrouble(error)
            || isConnectionLost(error)
            || (error instanceof PgException && passes(error));
    return away
        ? Failure.of(FailureCode.UNAVAILABLE, "The database is not available")
            .retryingAfter(RETRY_AFTER)
            .asException(error)
        : error;
  }

  /**
   * A socket's errors have no common class: files fail with the same one, told by the text only.
   */
  private static boolean isSocketTrouble(Throwable error) {
    return error instanceof SocketException
        || error instanceof ClosedChannelException
        || (error instanceof IOException
            && LOST_SOCKET.matcher(String.valueOf(error.getMessage())).find());
  }

  /**
   * What the client says to statements that waited for a connection, or in line behind others on
   * it, when it was lost; it has no class of its own. Its subclasses mean other things.
   */
  private static boolean isConnectionLost(Throwable error) {
    return error.getClass().equals(VertxException.class);
  }

  /** Whether it fails for the moment only. */
  static boolean passes(Throwable error) {
    if (error instanceof FailureException || error instanceof MissingBlobsException) {
      return false;
    }
    if (error instanceof PgException refused) {
      String state = refused.getSqlState();
      return state != null && state.length() == 5 && PASSING.contains(state.substring(0, 2));
    }
    return !(error instanceof RuntimeException) || isClientTrouble(error);
  }

  /** The client's own failures: a closed connection, a full or late pool. */
  private static boolean isClientTrouble(Throwable error) {
    return error.getClass().getName().startsWith("io.vertx.");
  }
}
