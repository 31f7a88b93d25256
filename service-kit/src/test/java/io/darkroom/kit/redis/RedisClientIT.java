package io.darkroom.kit.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.darkroom.embedded.RedisAddress;
import io.darkroom.embedded.TestBackends;
import io.darkroom.kit.config.RedisConfig;
import io.darkroom.kit.config.Secret;
import io.darkroom.testing.CuttableLink;
import io.darkroom.testing.Eventually;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisClientIT {
  private Vertx vertx;
  private CuttableLink link;
  private RedisClient redis;

  @BeforeEach
  void start() {
    RedisAddress at = TestBackends.get().newRedis();
    vertx = Vertx.vertx();
    link = new CuttableLink(vertx, at.host(), at.port());
    Secret password = Secret.of(at.password());
    redis =
        RedisClient.connect(
            vertx, new RedisConfig("127.0.0.1", link.port(), password, at.database(), 4, 1_000));
    Eventually.get(redis.ping());
  }

  @AfterEach
  void stop() {
    Eventually.get(redis.close());
    link.close();
    Eventually.get(vertx.close());
  }

  private static FailureCode codeOf(Future<?> failing) {
    return FailureException.failureOf(Eventually.failure(failing)).code();
  }

  @Test
  void commandsAndNilReplies() {
    assertThat(Eventually.get(redis.send(Command.GET, "absent"))).isNull();
    assertThat(Eventually.get(redis.send(Command.SET, "k", "v", "NX", "PX", 60_000)).toString())
        .isEqualTo("OK");
    assertThat(Eventually.get(redis.send(Command.SET, "k", "w", "NX", "PX", 60_000))).isNull();
    assertThat(Eventually.get(redis.send(Command.GET, "k")).toString()).isEqualTo("v");
  }

  @Test
  void scriptsRunWhetherTheServerKnowsThemOrNot() {
    RedisScript script =
        RedisScript.of("return redis.call('INCRBY', KEYS[1], ARGV[1]) -- " + System.nanoTime());

    Response first = Eventually.get(redis.eval(script, List.of("n"), List.of("5")));
    Response second = Eventually.get(redis.eval(script, List.of("n"), List.of("2")));

    assertThat(first.toInteger()).isEqualTo(5);
    assertThat(second.toInteger()).isEqualTo(7);
  }

  @Test
  void anErrorReplyIsAnAnswerAndNotAnAbsence() {
    Eventually.get(redis.send(Command.SET, "text", "abc"));

    assertThat(Eventually.failure(redis.send(Command.INCR, "text"))).hasMessageContaining("ERR");
    assertThat(redis.isUp()).isTrue();
  }

  @Test
  void aBurstLargerThanThePoolIsServed() {
    List<Future<Response>> burst =
        IntStream.range(0, 500).mapToObj(n -> redis.send(Command.INCR, "burst")).toList();

    Eventually.get(Future.all(burst));

    assertThat(Eventually.get(redis.send(Command.GET, "burst")).toInteger()).isEqualTo(500);
  }

  @Test
  void awayItFailsAtOnceAndBackItWorksAgain() {
    link.refuse(true);
    link.cut();
    assertThat(codeOf(redis.send(Command.GET, "k"))).isEqualTo(FailureCode.UNAVAILABLE);
    assertThat(redis.isUp()).isFalse();

    Future<Response> refused = redis.send(Command.GET, "k");
    assertThat(refused.isComplete()).isTrue();
    assertThat(codeOf(refused)).isEqualTo(FailureCode.UNAVAILABLE);

    link.refuse(false);
    await().atMost(Eventually.LIMIT).until(redis::isUp);
    // on a busy machine a command may take the second that it has
    await().atMost(Eventually.LIMIT).until(this::canWrite);
  }

  private boolean canWrite() {
    return Eventually.get(
        redis
            .send(Command.SET, "k", "v")
            .map(reply -> reply.toString().equals("OK"))
            .otherwise(false));
  }

  @Test
  void aServerThatDoesNotAnswerCostsASecondAndThenNothing() {
    link.freeze();
    long from = System.nanoTime();

    assertThat(codeOf(redis.send(Command.GET, "k"))).isEqualTo(FailureCode.UNAVAILABLE);

    assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(20));
    assertThat(redis.send(Command.GET, "k").isComplete()).isTrue();
    link.cut();
    await().atMost(Eventually.LIMIT).until(redis::isUp);
  }
}
