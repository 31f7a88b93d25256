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
 *
 * <p>Several requests can be paid for at once, but never more than leave half of each burst free:
 * whoever comes near a limit is counted request by request.
 */
final class Gcra {
  private static final RedisScript TAKE =
      RedisScript.of(
          """
          local time = redis.call('TIME')
          local now = time[1] * 1000000 + time[2]
          local want = tonumber(ARGV[#ARGV])
          local rests = {}
          local retry, tightest, remaining, reset, room = 0, 1, nil, 0, want - 1
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
            room = math.min(room, left - math.floor(burst / 2))
            if remaining == nil or left < remaining then
              remaining, reset = left, rests[i] - now
              if retry == 0 then tightest = i end
            end
          end
          if retry > 0 then
            return {0, tightest, 0, reset, retry, 0}
          end
          local more = math.max(0, room)
          for i = 1, #KEYS do
            local rest = rests[i] + more * tonumber(ARGV[2 * i - 1])
            redis.call('SET', KEYS[i], string.format('%.0f', rest), 'PX', math.ceil((rest - now) / 1000))
          end
          return {1, tightest, remaining, reset, 0, 1 + more}
          """);

  private static final RedisScript GIVE_BACK =
      RedisScript.of(
          """
          local time = redis.call('TIME')
          local now = time[1] * 1000000 + time[2]
          local cells = tonumber(ARGV[#ARGV])
          for i = 1, #KEYS do
            local rest = tonumber(redis.call('GET', KEYS[i]) or now) - cells * tonumber(ARGV[2 * i - 1])
            if rest > now then
              redis.call('SET', KEYS[i], string.format('%.0f', rest), 'PX', math.ceil((rest - now) / 1000))
            else
              redis.call('DEL', KEYS[i])
            end
          end
          return 1
          """);

  private final RedisClient redis;

  Gcra(RedisClient redis) {
    this.redis = redis;
  }

  /**
   * What Redis says.
   *
   * @param decision on the request that asked
   * @param cells how many requests it paid for, that one among them
   */
  record Grant(RateDecision decision, int cells) {}

  /** Counts one request, and up to {@code want - 1} more that are to be expected. */
  Future<Grant> take(List<RateSubject> subjects, int want) {
    return redis
        .eval(TAKE, keys(subjects), arguments(subjects, want))
        .map(reply -> grant(subjects, reply));
  }

  /** Takes requests out of the counts that were paid for and never came. */
  Future<Void> giveBack(List<RateSubject> subjects, int cells) {
    return redis.eval(GIVE_BACK, keys(subjects), arguments(subjects, cells)).mapEmpty();
  }

  private static List<String> keys(List<RateSubject> subjects) {
    return subjects.stream().map(RateSubject::key).toList();
  }

  private static List<String> arguments(List<RateSubject> subjects, int cells) {
    List<String> arguments = new ArrayList<>();
    for (RateSubject subject : subjects) {
      arguments.add(Long.toString(subject.rate().intervalMicros()));
      arguments.add(Integer.toString(subject.rate().burst()));
    }
    arguments.add(Integer.toString(cells));
    return arguments;
  }

  private static Grant grant(List<RateSubject> subjects, Response reply) {
    RateDecision decision =
        new RateDecision(
            reply.get(0).toInteger() == 1,
            subjects.get(reply.get(1).toInteger() - 1).rate(),
            reply.get(2).toLong(),
            Duration.of(reply.get(3).toLong(), ChronoUnit.MICROS),
            Duration.of(reply.get(4).toLong(), ChronoUnit.MICROS));
    return new Grant(decision, reply.get(5).toInteger());
  }
}
