package io.darkroom.auth.throttling;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.auth.domain.throttle.Rate;
import io.darkroom.auth.testing.AuthUnderTest;
import io.darkroom.codecs.message.RedisKeys;
import io.darkroom.embedded.RedisAddress;
import io.darkroom.embedded.TestBackends;
import io.darkroom.kit.config.RedisConfig;
import io.darkroom.kit.config.Secret;
import io.darkroom.kit.redis.RedisClient;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RedisThrottleIT {
  private static final RedisKeys KEYS = new RedisKeys("test");
  private static Vertx vertx;
  private static RedisClient redis;
  private static RedisThrottle throttle;

  @BeforeAll
  static void start() {
    RedisAddress address = TestBackends.get().newRedis();
    vertx = Vertx.vertx();
    redis =
        RedisClient.connect(
            vertx,
            new RedisConfig(
                address.host(),
                address.port(),
                Secret.of(address.password()),
                address.database(),
                2,
                64));
    throttle = new RedisThrottle(redis, KEYS);
  }

  @AfterAll
  static void stop() {
    AuthUnderTest.await(vertx.close());
  }

  @Test
  void theBurstIsAllowedAndThenOneHasToWait() {
    Limit limit = new Limit("t:burst", new Rate(3, Duration.ofMinutes(1)));
    for (int i = 0; i < 3; i++) {
      assertThat(AuthUnderTest.await(throttle.take(limit))).isEmpty();
    }
    assertThat(AuthUnderTest.await(throttle.take(limit)))
        .hasValueSatisfying(
            wait -> assertThat(wait).isBetween(Duration.ofSeconds(30), Duration.ofMinutes(1)));
  }

  @Test
  void whatIsGivenBackCanBeTakenAgainAndLeavesNothing() {
    Limit limit = new Limit("t:back", new Rate(1, Duration.ofMinutes(1)));
    assertThat(AuthUnderTest.await(throttle.take(limit))).isEmpty();
    assertThat(AuthUnderTest.await(throttle.take(limit))).isPresent();
    AuthUnderTest.await(throttle.giveBack(limit));
    assertThat(exists(limit)).isFalse();
    assertThat(AuthUnderTest.await(throttle.take(limit))).isEmpty();
  }

  @Test
  void theKeyForgetsItself() {
    Limit limit = new Limit("t:ttl", new Rate(5, Duration.ofSeconds(2)));
    assertThat(AuthUnderTest.await(throttle.take(limit))).isEmpty();
    long millis =
        AuthUnderTest.await(redis.send(Command.PTTL, KEYS.loginThrottle(limit.subject()))).toLong();
    assertThat(millis).isBetween(1L, 2_000L);
  }

  @Test
  void timeGivesBack() {
    Limit limit = new Limit("t:time", new Rate(1, Duration.ofMillis(300)));
    assertThat(AuthUnderTest.await(throttle.take(limit))).isEmpty();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> AuthUnderTest.await(throttle.take(limit)).isEmpty());
  }

  private static boolean exists(Limit limit) {
    String key = KEYS.loginThrottle(limit.subject());
    return AuthUnderTest.await(redis.send(Command.EXISTS, key)).toLong() == 1;
  }
}
