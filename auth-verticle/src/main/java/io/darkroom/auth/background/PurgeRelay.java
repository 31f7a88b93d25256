package io.darkroom.auth.background;

import io.darkroom.auth.store.PurgeStore;
import io.darkroom.auth.store.PurgeStore.Due;
import io.darkroom.auth.token.TokenIssuer;
import io.darkroom.kit.discovery.ServiceClient;
import io.darkroom.kit.postgres.Database;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the job service which owners are gone, until it has confirmed each: {@code DELETE
 * /internal/owners/{id}} with a token of that owner whose only scope is {@code purge}. Any 2xx
 * answer confirms. The call may be repeated, also after it was confirmed.
 */
public final class PurgeRelay {
  private static final Logger log = LoggerFactory.getLogger(PurgeRelay.class);
  private static final String PATH = "/internal/owners/";
  private static final String SCOPE = "purge";
  private static final int BATCH = 10;
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  private final Database database;
  private final PurgeStore purges;
  private final ServiceClient jobs;
  private final TokenIssuer issuer;
  private final InstantSource clock;

  /** Calls the job service through this client. */
  public PurgeRelay(
      Database database,
      PurgeStore purges,
      ServiceClient jobs,
      TokenIssuer issuer,
      InstantSource clock) {
    this.database = database;
    this.purges = purges;
    this.jobs = jobs;
    this.issuer = issuer;
    this.clock = clock;
  }

  /** Passes on what is due, one after the other. */
  public Future<Void> run() {
    return database
        .query(db -> purges.claim(db, BATCH, LEASE, clock.instant()))
        .compose(due -> passOn(due, 0));
  }

  private Future<Void> passOn(List<Due> due, int index) {
    return index == due.size()
        ? Future.succeededFuture()
        : passOn(due.get(index)).compose(done -> passOn(due, index + 1));
  }

  private Future<Void> passOn(Due due) {
    String token = issuer.forPurpose(due.owner(), SCOPE, LEASE).value();
    return jobs.send(
            HttpMethod.DELETE,
            PATH + due.owner(),
            Map.of("Authorization", "Bearer " + token),
            Buffer.buffer())
        .compose(PurgeRelay::requireSuccess)
        .compose(
            confirmed -> database.query(db -> purges.done(db, due.owner())),
            failure -> postpone(due, failure));
  }

  private Future<Void> postpone(Due due, Throwable failure) {
    Duration pause = pauseAfter(due.attempts());
    log.atWarn()
        .addKeyValue("owner", due.owner())
        .addKeyValue("attempt", due.attempts())
        .addKeyValue("pauseMs", pause.toMillis())
        .addKeyValue("cause", String.valueOf(failure.getMessage()))
        .log("owner not purged yet");
    return database.query(db -> purges.postpone(db, due.owner(), clock.instant().plus(pause)));
  }

  static Duration pauseAfter(int attempts) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), 10));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  private static Future<Void> requireSuccess(ServiceClient.Answer answer) {
    return answer.isSuccess()
        ? Future.succeededFuture()
        : Future.failedFuture("the job service answered " + answer.status());
  }
}
