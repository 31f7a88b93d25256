package io.darkroom.auth.throttling;

import io.darkroom.codecs.message.RedisKeys;
import io.darkroom.kit.redis.RedisClient;
import io.darkroom.kit.redis.RedisScript;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Counts in Redis by Redis' own clock; the arithmetic is {@link
 * io.darkroom.auth.domain.throttle.Gcra}.
 */
public final class RedisThrottle implements Throttle {
  private static final String NOW =
      """
      local time = redis.call('TIME')
      local now = time[1] * 1000 + math.floor(time[2] / 1000)
      local interval = tonumber(ARGV[1])
      local tat = tonumber(redis.call('GET', KEYS[1]) or '0')
      """;
  private static final RedisScript TAKE =
      RedisScript.of(
          NOW
              + """
              local nxt = math.max(tat, now) + interval
              local early = nxt - now - interval * tonumber(ARGV[2])
              if early > 0 then return early end
              redis.call('SET', KEYS[1], string.format('%d', nxt), 'PX', nxt - now)
              return 0
              """);
  private static final RedisScript GIVE_BACK =
      RedisScript.of(
          NOW
              + """
              local nxt = tat - interval
              if nxt > now then
                redis.call('SET', KEYS[1], string.format('%d', nxt), 'PX', nxt - now)
              else
                redis.call('DEL', KEYS[1])
              end
              return 0
              """);

  private final RedisClient redis;
  private final RedisKeys keys;

  /** Counts under these keys. */
  public RedisThrottle(RedisClient redis, RedisKeys keys) {
    this.redis = redis;
    this.keys = keys;
  }

  @Override
  public Future<Optional<Duration>> take(Limit limit) {
    return run(TAKE, limit)
        .map(wait -> wait == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(wait)));
  }

  @Override
  public Future<Void> giveBack(Limit limit) {
    return run(GIVE_BACK, limit).mapEmpty();
  }

  private Future<Long> run(RedisScript script, Limit limit) {
    List<String> arguments =
        List.of(
            Long.toString(limit.rate().interval().toMillis()),
            Integer.toString(limit.rate().burst()));
    return redis
        .eval(script, List.of(keys.loginThrottle(limit.subject())), arguments)
        .map(reply -> reply.toLong());
  }
}
