package io.darkroom.gateway.limit;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.id.IdKind;
import io.darkroom.codecs.message.RedisKeys;
import io.darkroom.gateway.config.RateConfig;
import io.darkroom.gateway.route.RouteClass;
import io.darkroom.kit.http.Caller;
import io.darkroom.kit.redis.RedisClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets requests pass at a bearable rate, by user, by API key and by address. Without Redis it goes
 * on counting alone, because a door that shuts with its counter would turn one outage into two. To
 * be used from one event loop.
 */
public final class RateLimiter {
  private static final Logger log = LoggerFactory.getLogger(RateLimiter.class);
  private static final CharSequence LIMIT = HttpHeaders.createOptimized("RateLimit");
  private static final CharSequence POLICY = HttpHeaders.createOptimized("RateLimit-Policy");
  private static final String KEY_PREFIX = IdKind.API_KEY.prefix() + "_";
  private static final long EXPIRY_PERIOD_MILLIS = 1_000;

  private final RateConfig config;
  private final RedisKeys keys = new RedisKeys("darkroom");
  private final Vertx vertx;
  private final RedisClient redis;
  private final Gcra shared;
  private final Leases leases = new Leases(RateLimiter::micros);
  private final LocalCounts alone = new LocalCounts(RateLimiter::micros);
  private final long timer;

  /** Counts in this Redis. */
  public RateLimiter(Vertx vertx, RateConfig config, RedisClient redis) {
    this.vertx = vertx;
    this.config = config;
    this.redis = redis;
    this.shared = new Gcra(redis);
    this.timer = vertx.setPeriodic(EXPIRY_PERIOD_MILLIS, id -> giveBack(leases.expire()));
  }

  /** What is wrong with counting right now, for the health report. */
  public Optional<String> degraded() {
    return redis.isUp()
        ? Optional.empty()
        : Optional.of("Redis is away: this instance counts requests alone");
  }

  /**
   * Counts a request and sets its rate headers. Fails with {@code rate-limited} when it comes too
   * early.
   */
  public Future<Void> check(
      RouteClass routes, Optional<Caller> caller, String network, HttpServerResponse response) {
    if (!config.enabled()) {
      return Future.succeededFuture();
    }
    RateCaller who =
        new RateCaller(
            routes,
            caller.map(Caller::userId).orElse(""),
            caller.map(Caller::sessionId).filter(id -> id.startsWith(KEY_PREFIX)).orElse(""),
            network);
    RateDecision held = leases.take(who);
    if (held == null) {
      return count(who).compose(decision -> apply(routes, decision, response));
    }
    if (leases.isLow(who) && redis.isUp()) {
      refill(who);
    }
    return apply(routes, held, response);
  }

  /** Gives back what was paid for and not used, and stops. */
  public Future<Void> close() {
    vertx.cancelTimer(timer);
    return giveBack(leases.end());
  }

  private Future<RateDecision> count(RateCaller caller) {
    List<RateSubject> subjects = subjects(caller);
    if (!redis.isUp()) {
      return Future.succeededFuture(alone.check(subjects));
    }
    int want = leases.want(caller, smallestBurst(subjects));
    return shared
        .take(subjects, want)
        .map(
            grant -> {
              giveBack(leases.keep(caller, want, grant));
              return grant.decision();
            })
        .recover(
            away -> {
              leases.abandon(caller);
              log.atDebug().setCause(away).log("counting alone");
              return Future.succeededFuture(alone.check(subjects));
            });
  }

  /** Asks for more before the last is used, so that nobody has to wait for it. */
  private void refill(RateCaller caller) {
    List<RateSubject> subjects = subjects(caller);
    shared
        .take(subjects, leases.wantMore(caller, smallestBurst(subjects)))
        .onSuccess(grant -> giveBack(leases.refilled(caller, grant)))
        .onFailure(away -> leases.abandon(caller));
  }

  private static int smallestBurst(List<RateSubject> subjects) {
    return subjects.stream().mapToInt(subject -> subject.rate().burst()).min().orElse(1);
  }

  /** What cannot be given back is forgotten with time: the count is the caller's rest. */
  private Future<Void> giveBack(List<Leases.Leftover> leftovers) {
    List<Future<Void>> all = new ArrayList<>();
    if (redis.isUp()) {
      for (Leases.Leftover leftover : leftovers) {
        all.add(shared.giveBack(subjects(leftover.caller()), leftover.cells()));
      }
    }
    return Future.join(all).<Void>mapEmpty().otherwiseEmpty();
  }

  private List<RateSubject> subjects(RateCaller caller) {
    RouteClass routes = caller.routes();
    Rate rate = Rate.of(config, routes);
    List<RateSubject> subjects = new ArrayList<>(3);
    if (!caller.user().isEmpty()) {
      subjects.add(subject(routes, caller.user(), rate));
    }
    if (!caller.key().isEmpty()) {
      subjects.add(subject(routes, caller.key(), rate.percent(config.keyPercent())));
    }
    boolean addressOnly = routes == RouteClass.CREDENTIALS || routes == RouteClass.LINK;
    Rate byAddress = addressOnly ? rate : rate.times(config.addressFactor());
    subjects.add(subject(routes, caller.network(), byAddress));
    return subjects;
  }

  private RateSubject subject(RouteClass routes, String name, Rate rate) {
    return new RateSubject(keys.rateLimit(routes.wire(), name), rate);
  }

  private static Future<Void> apply(
      RouteClass routes, RateDecision decision, HttpServerResponse response) {
    String name = "\"" + routes.wire() + "\"";
    response.putHeader(POLICY, name + ";q=" + decision.rate().perMinute() + ";w=60");
    response.putHeader(
        LIMIT, name + ";r=" + decision.remaining() + ";t=" + (decision.reset().toSeconds() + 1));
    if (decision.allowed()) {
      return Future.succeededFuture();
    }
    return Future.failedFuture(
        Failure.of(FailureCode.RATE_LIMITED).retryingAfter(decision.retryAfter()).asException());
  }

  private static long micros() {
    return System.nanoTime() / 1_000;
  }
}
