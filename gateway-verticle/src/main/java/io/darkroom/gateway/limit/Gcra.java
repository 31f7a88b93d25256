package io.darkroom.gateway.limit;

import io.darkroom.kit.redis.RedisClient;
import io.darkroom.kit.redis.RedisScript;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The generic cell rate algorithm as one script: each count is one number, the time at which the
 * subject would be back at rest. A request passes only when every count allows it, and only then is
 * anything written. Time is the server's, so that instances need not agree on it.
 */
final class Gcra {
  private static final RedisScript SCRIPT =
      RedisScript.of(
          """
          local time = redis.call('TIME')
          local now = time[1] * 1000000 + time[2]
          local rests = {}
          local retry, tightest, remaining, reset = 0, 1, nil, 0
          for i = 1, #KEYS do
            local interval = tonumber(ARGV[2 * i - 1])
            local burst = tonumber(ARGV[2 * i])
            local rest = tonumber(redis.call('GET', KEYS[i]) or now)
            if rest < now then rest = now end
            rests[i] = rest + interval
            local spare = now - (rests[i] - burst * interval)
            if spare < 0 and -spare > retry then
              retry, tightest = -spare, i
            end
            local left = math.floor(spare / interval)
            if remaining == nil or left < remaining then
              remaining, reset = left, rests[i] - now
              if retry == 0 then tightest = i end
            end
          end
          if retry > 0 then
            return {0, tightest, 0, reset, retry}
          end
          for i = 1, #KEYS do
            local life = math.ceil((rests[i] - now) / 1000)
            redis.call('SET', KEYS[i], string.format('%.0f', rests[i]), 'PX', life)
          end
          return {1, tightest, remaining, reset, 0}
          """);

  private final RedisClient redis;

  Gcra(RedisClient redis) {
    this.redis = redis;
  }

  Future<RateDecision> check(List<RateSubject> subjects) {
    List<String> keys = new ArrayList<>();
    List<String> arguments = new ArrayList<>();
    for (RateSubject subject : subjects) {
      keys.add(subject.key());
      arguments.add(Long.toString(subject.rate().intervalMicros()));
      arguments.add(Integer.toString(subject.rate().burst()));
    }
    return redis.eval(SCRIPT, keys, arguments).map(reply -> decision(subjects, reply));
  }

  private static RateDecision decision(List<RateSubject> subjects, Response reply) {
    return new RateDecision(
        reply.get(0).toInteger() == 1,
        subjects.get(reply.get(1).toInteger() - 1).rate(),
        reply.get(2).toLong(),
        Duration.of(reply.get(3).toLong(), ChronoUnit.MICROS),
        Duration.of(reply.get(4).toLong(), ChronoUnit.MICROS));
  }
}
