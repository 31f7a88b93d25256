package io.darkroom.kit.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.message.DeadLetter;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What becomes of messages whose handling fails, on every kind of broker there is. */
@OnEveryBroker
class FailedMessageIT {
  private final TestBroker broker;
  @AutoClose private final BrokerFixture fixture;

  FailedMessageIT(TestBroker broker) {
    this.broker = broker;
    this.fixture = new BrokerFixture(broker);
  }

  @Test
  void aMessageThatCannotBeReadEndsInTheDeadLetters() {
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
  void aPermanentFailureEndsInTheDeadLettersWithItsCode() {
    fixture.consume(
        fixture.direct(),
        5,
        delivery -> Future.failedFuture(Failure.of(FailureCode.CORRUPT_IMAGE).asException()));

    fixture.publishAll(1);

    assertThat(fixture.awaitDeadLetter().code()).isEqualTo("corrupt-image");
  }

  @Test
  void aTransientFailureIsHandledAgain() {
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
  void aMessageThatCrashesItsHandlerEveryTimeEndsInTheDeadLetters() {
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
