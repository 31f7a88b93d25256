package io.darkroom.job.dispatch;

import io.darkroom.job.store.LeaseStore;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes back tasks whose worker gave no sign of life. Silence counts only while somebody listened:
 * after a start, or a loss of the broker or the database, every lease begins afresh, so work that
 * still waits in the broker or still runs is not given to a second worker.
 */
public final class Reaper {
  private static final Logger log = LoggerFactory.getLogger(Reaper.class);

  private final LeaseStore leases;
  private final BooleanSupplier listening;
  private final Duration lease;
  private final InstantSource clock;
  private Optional<Instant> listeningSince = Optional.empty();

  /**
   * A reaper over these leases.
   *
   * @param listening whether results are received now
   * @param lease how long to listen before silence means anything
   */
  public Reaper(LeaseStore leases, BooleanSupplier listening, Duration lease, InstantSource clock) {
    this.leases = leases;
    this.listening = listening;
    this.lease = lease;
    this.clock = clock;
  }

  /** Looks once; tells whether there may be more. */
  public Future<Boolean> step() {
    if (!listening.getAsBoolean()) {
      listeningSince = Optional.empty();
      return Future.succeededFuture(false);
    }
    Future<Boolean> looked = listeningSince.isEmpty() ? begin() : look();
    return looked.onFailure(_ -> listeningSince = Optional.empty());
  }

  private Future<Boolean> begin() {
    Instant now = clock.instant();
    return leases
        .extend(lease)
        .map(
            extended -> {
              listeningSince = Optional.of(now);
              if (extended > 0) {
                log.atInfo().addKeyValue("tasks", extended).log("leases begin afresh");
              }
              return false;
            });
  }

  private Future<Boolean> look() {
    return leases
        .reap()
        .map(
            lapsed -> {
              if (lapsed > 0) {
                log.atWarn().addKeyValue("tasks", lapsed).log("leases lapsed");
              }
              return lapsed >= 500;
            });
  }
}
