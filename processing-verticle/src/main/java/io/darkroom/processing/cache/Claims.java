package io.darkroom.processing.cache;

import io.darkroom.codecs.message.RedisKeys;
import io.darkroom.kit.redis.RedisClient;
import io.darkroom.kit.redis.RedisScript;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who computes which result: in this process by a set, across processes by leases in Redis that
 * lapse when their holder falls silent. Without Redis only this process is coordinated. Confined to
 * one event loop.
 */
public final class Claims {
  private static final RedisScript RENEW =
      RedisScript.of(
          """
          if redis.call('GET', KEYS[1]) == ARGV[1] then
            return redis.call('PEXPIRE', KEYS[1], ARGV[2])
          end
          return 0
          """);
  private static final RedisScript RELEASE =
      RedisScript.of(
          """
          if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
          return 0
          """);

  private final Vertx vertx;
  private final RedisClient redis;
  private final RedisKeys keys;
  private final Duration lease;
  private final Set<ResultKey> held = new HashSet<>();

  /** Claims whose leases lapse after this time of silence. */
  public Claims(Vertx vertx, RedisClient redis, RedisKeys keys, Duration lease) {
    this.vertx = vertx;
    this.redis = redis;
    this.keys = keys;
    this.lease = lease;
  }

  /** The right to compute a result, kept up until it is released. */
  public final class Claim {
    private final ResultKey key;
    private final String token = UUID.randomUUID().toString();
    private long timer;

    private Claim(ResultKey key) {
      this.key = key;
    }

    private String name() {
      return keys.lease(key.source(), key.recipe());
    }

    private Future<Boolean> lease() {
      return redis
          .send(Command.SET, name(), token, "NX", "PX", lease.toMillis())
          .map(reply -> reply != null)
          .otherwise(true);
    }

    private void keepUp() {
      timer = vertx.setPeriodic(Math.max(100, lease.toMillis() / 3), id -> renew());
    }

    private void renew() {
      redis
          .eval(RENEW, List.of(name()), List.of(token, Long.toString(lease.toMillis())))
          .otherwiseEmpty();
    }

    /** Gives the right back; somebody who waits finds the result, or may compute it. */
    public Future<Void> release() {
      vertx.cancelTimer(timer);
      held.remove(key);
      return redis.eval(RELEASE, List.of(name()), List.of(token)).otherwiseEmpty().mapEmpty();
    }
  }

  /** Tries to get the right; empty when somebody else has it. */
  public Future<Optional<Claim>> claim(ResultKey key) {
    if (!held.add(key)) {
      return Future.succeededFuture(Optional.empty());
    }
    Claim claim = new Claim(key);
    return claim.lease().map(granted -> settle(claim, granted));
  }

  private Optional<Claim> settle(Claim claim, boolean granted) {
    if (granted) {
      claim.keepUp();
      return Optional.of(claim);
    }
    held.remove(claim.key);
    return Optional.empty();
  }
}
