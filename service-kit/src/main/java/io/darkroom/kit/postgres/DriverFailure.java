package io.darkroom.kit.postgres;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * Tells what will pass from a fault of ours. The former may be asked for again; the latter would
 * fail in the same way every time.
 */
final class DriverFailure {
  // Connection, rollback, out of resources, not ready, operator intervention, system error.
  private static final Set<String> PASSING = Set.of("08", "40", "53", "55", "57", "58");

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private DriverFailure() {}

  /** The failure {@code unavailable} for what will pass, and anything else as it is. */
  static Throwable typed(Throwable error) {
    return switch (error) {
      case PgException refused -> passes(refused) ? away(refused) : refused;
      case TimeoutException late -> unavailable("The database does not answer", late);
      // The driver's own: a lost connection, a pool that is full or has none in time.
      case VertxException driver -> away(driver);
      // A typed failure, or a defect of ours.
      case RuntimeException ours -> ours;
      case Error ours -> ours;
      // Sockets.
      default -> away(error);
    };
  }

  private static boolean passes(PgException refused) {
    String state = refused.getSqlState();
    return state != null && state.length() == 5 && PASSING.contains(state.substring(0, 2));
  }

  private static Throwable away(Throwable cause) {
    return unavailable("The database is not available", cause);
  }

  private static Throwable unavailable(String detail, Throwable cause) {
    return Failure.of(FailureCode.UNAVAILABLE, detail)
        .retryingAfter(RETRY_AFTER)
        .asException(cause);
  }
}
