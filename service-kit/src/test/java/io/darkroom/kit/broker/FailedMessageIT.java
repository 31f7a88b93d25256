package io.darkroom.kit.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.message.DeadLetter;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of messages whose handling fails, on every kind of broker there is. */
@ParameterizedClass(name = "{0}")
@MethodSource("brokers")
class FailedMessageIT {
  @Parameter TestBroker broker;

  private BrokerFixture fixture;

  static List<TestBroker> brokers() {
    return TestBroker.all();
  }

  @BeforeEach
  void start() {
    fixture = new BrokerFixture(broker);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void a_message_that_cannot_be_read_ends_in_the_dead_letters() {
    Consumer consumer = fixture.consume(fixture.direct(), 5, fixture::remember);
    byte[] garbage = "{\"type\":\"no such\"}".getBytes(StandardCharsets.UTF_8);

    broker.publishRaw(broker.topology().resultsExchange(), broker.topology().resultsKey(), garbage);

    DeadLetter letter = fixture.awaitDeadLetter();
    assertThat(letter.queue()).isEqualTo(broker.topology().resultsQueue());
    assertThat(letter.body()).isEqualTo("{\"type\":\"no such\"}");
    fixture.awaitEmpty(consumer);
    fixture.publishAll(1);
    fixture.awaitHandled(1);
  }

  @Test
  void a_permanent_failure_ends_in_the_dead_letters_with_its_code() {
    fixture.consume(
        fixture.direct(),
        5,
        delivery -> Future.failedFuture(Failure.of(FailureCode.CORRUPT_IMAGE).asException()));

    fixture.publishAll(1);

    assertThat(fixture.awaitDeadLetter().code()).isEqualTo("corrupt-image");
  }

  @Test
  void a_transient_failure_is_handled_again() {
    AtomicInteger tries = new AtomicInteger();
    fixture.consume(
        fixture.direct(),
        5,
        delivery ->
            tries.incrementAndGet() < 3
                ? Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE).asException())
                : fixture.remember(delivery));

    fixture.publishAll(1);

    fixture.awaitHandled(1);
    assertThat(tries.get()).isEqualTo(3);
  }

  @Test
  void a_message_that_crashes_its_handler_every_time_ends_in_the_dead_letters() {
    AtomicInteger tries = new AtomicInteger();
    fixture.consume(
        fixture.direct(),
        5,
        delivery -> {
          tries.incrementAndGet();
          throw new IllegalStateException("always");
        });

    fixture.publishAll(1);

    assertThat(fixture.awaitDeadLetter().code()).isEqualTo("internal");
    assertThat(tries.get()).isEqualTo(5);
  }
}
