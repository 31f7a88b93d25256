package io.darkroom.gateway.limit;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.message.RedisKeys;
import io.darkroom.gateway.config.RateConfig;
import io.darkroom.gateway.route.RouteClass;
import io.darkroom.kit.http.Caller;
import io.darkroom.kit.redis.RedisClient;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets requests pass at a bearable rate, by user and by address. Without Redis it goes on counting
 * alone, because a door that shuts with its counter would turn one outage into two.
 */
public final class RateLimiter {
  private static final Logger log = LoggerFactory.getLogger(RateLimiter.class);

  private final RateConfig config;
  private final RedisKeys keys = new RedisKeys("darkroom");
  private final RedisClient redis;
  private final Gcra shared;
  private final LocalCounts alone = new LocalCounts(() -> System.nanoTime() / 1_000);

  /** Counts in this Redis. */
  public RateLimiter(RateConfig config, RedisClient redis) {
    this.config = config;
    this.redis = redis;
    this.shared = new Gcra(redis);
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
      RouteClass routes, Optional<Caller> caller, String address, HttpServerResponse response) {
    if (!config.enabled()) {
      return Future.succeededFuture();
    }
    List<RateSubject> subjects = subjects(routes, caller, address);
    return count(subjects).compose(decision -> apply(routes, decision, response));
  }

  private Future<RateDecision> count(List<RateSubject> subjects) {
    if (!redis.isUp()) {
      return Future.succeededFuture(alone.check(subjects));
    }
    return shared
        .check(subjects)
        .recover(
            away -> {
              log.atDebug().setCause(away).log("counting alone");
              return Future.succeededFuture(alone.check(subjects));
            });
  }

  private List<RateSubject> subjects(RouteClass routes, Optional<Caller> caller, String address) {
    Rate rate = Rate.of(config, routes);
    List<RateSubject> subjects = new ArrayList<>(2);
    caller.ifPresent(
        user -> subjects.add(new RateSubject(keys.rateLimit(routes.wire(), user.userId()), rate)));
    boolean addressOnly = routes == RouteClass.CREDENTIALS || routes == RouteClass.LINK;
    Rate byAddress = addressOnly ? rate : rate.times(config.addressFactor());
    subjects.add(new RateSubject(keys.rateLimit(routes.wire(), address), byAddress));
    return subjects;
  }

  private static Future<Void> apply(
      RouteClass routes, RateDecision decision, HttpServerResponse response) {
    Rate rate = decision.rate();
    response.putHeader(
        "RateLimit-Policy", "\"%s\";q=%d;w=60".formatted(routes.wire(), rate.perMinute()));
    response.putHeader(
        "RateLimit",
        "\"%s\";r=%d;t=%d"
            .formatted(routes.wire(), decision.remaining(), decision.reset().toSeconds() + 1));
    if (decision.allowed()) {
      return Future.succeededFuture();
    }
    return Future.failedFuture(
        Failure.of(FailureCode.RATE_LIMITED).retryingAfter(decision.retryAfter()).asException());
  }
}
