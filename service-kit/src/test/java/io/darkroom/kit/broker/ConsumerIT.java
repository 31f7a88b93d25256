package io.darkroom.kit.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.testing.Eventually;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a consumer promises about messages it can handle, on every kind of broker there is. */
@OnEveryBroker
class ConsumerIT {
  private final TestBroker broker;
  @AutoClose private final BrokerFixture fixture;

  ConsumerIT(TestBroker broker) {
    this.broker = broker;
    this.fixture = new BrokerFixture(broker);
  }

  @Test
  void messagesThatWaitedAreAllDeliveredOnce() {
    fixture.publishAll(300);

    fixture.consume(fixture.direct(), 20, fixture::remember);

    fixture.awaitHandled(300);
    assertThat(Set.copyOf(fixture.handled)).hasSize(300);
  }

  @Test
  void acknowledgedMessagesDoNotComeBack() {
    fixture.publishAll(30);
    Consumer first = fixture.consume(fixture.direct(), 5, fixture::remember);
    fixture.awaitHandled(30);
    Eventually.get(first.stop(Duration.ofSeconds(10)));

    assertThat(broker.ready(broker.topology().resultsQueue())).isZero();
  }

  @Test
  void headersAndMessageArriveAsSent() {
    ConcurrentLinkedQueue<Delivery> got = new ConcurrentLinkedQueue<>();
    fixture.consume(
        fixture.direct(),
        1,
        delivery -> {
          got.add(delivery);
          return Future.succeededFuture();
        });

    Eventually.get(
        fixture.publisher.publish(
            broker.topology().resultsExchange(),
            broker.topology().resultsKey(),
            BrokerFixture.message("tsk_1"),
            Map.of("traceparent", "00-abc-def-01")));

    await().atMost(Eventually.LIMIT).until(() -> !got.isEmpty());
    assertThat(got.peek().message()).isEqualTo(BrokerFixture.message("tsk_1"));
    assertThat(got.peek().header("traceparent")).contains("00-abc-def-01");
    assertThat(got.peek().redelivered()).isFalse();
  }

  @Test
  void noMoreThanThePrefetchIsInHand() {
    AtomicInteger open = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    fixture.publishAll(60);

    fixture.consume(
        fixture.direct(),
        4,
        delivery -> {
          most.accumulateAndGet(open.incrementAndGet(), Math::max);
          return fixture.vertx.timer(20).transform(t -> closeOne(open, delivery));
        });

    fixture.awaitHandled(60);
    assertThat(most.get()).isBetween(2, 4);
  }

  private Future<Void> closeOne(AtomicInteger open, Delivery delivery) {
    open.decrementAndGet();
    return fixture.remember(delivery);
  }

  @Test
  void aCutConnectionInMidWorkLosesNoMessageAndAcknowledgesNoStranger() {
    Set<String> done = ConcurrentHashMap.newKeySet();
    AtomicInteger seen = new AtomicInteger();
    fixture.publishAll(100);
    Consumer consumer =
        fixture.consume(
            fixture.cuttable(),
            10,
            delivery -> {
              // Works on for a while after the cut, so that its acknowledgement is a stale one.
              seen.incrementAndGet();
              return fixture
                  .vertx
                  .timer(50)
                  .onSuccess(t -> done.add(BrokerFixture.taskOf(delivery)))
                  .mapEmpty();
            });

    for (int cut = 1; cut <= 3; cut++) {
      int until = 15 * cut;
      await().atMost(Eventually.LIMIT).until(() -> seen.get() >= until);
      fixture.link.cut();
    }

    await().atMost(Eventually.LIMIT).untilAsserted(() -> assertThat(done).hasSize(100));
    fixture.awaitEmpty(consumer);
    assertThat(seen.get()).isGreaterThan(100);
  }

  @Test
  void stoppingWaitsForTheWorkInHand() {
    Promise<Void> work = Promise.promise();
    AtomicInteger begun = new AtomicInteger();
    Consumer consumer =
        fixture.consume(
            fixture.direct(),
            1,
            delivery -> {
              begun.incrementAndGet();
              return work.future().compose(v -> fixture.remember(delivery));
            });
    fixture.publishAll(2);
    await().atMost(Eventually.LIMIT).until(() -> begun.get() == 1);

    Future<Void> stopped = consumer.stop(Duration.ofSeconds(30));
    fixture.vertx.setTimer(300, id -> work.complete());
    Eventually.get(stopped);

    assertThat(fixture.handled).hasSize(1);
    assertThat(begun.get()).isEqualTo(1);
    await()
        .atMost(Eventually.LIMIT)
        .until(() -> broker.ready(broker.topology().resultsQueue()) == 1);
  }

  @Test
  void stoppingGivesBackWhatIsNotDoneAfterTheGrace() {
    Promise<Void> never = Promise.promise();
    AtomicInteger begun = new AtomicInteger();
    Consumer consumer =
        fixture.consume(
            fixture.direct(),
            3,
            delivery -> {
              begun.incrementAndGet();
              return never.future();
            });
    fixture.publishAll(3);
    await().atMost(Eventually.LIMIT).until(() -> begun.get() == 3);

    Eventually.get(consumer.stop(Duration.ofMillis(100)));

    fixture.consume(fixture.direct(), 3, fixture::remember);
    fixture.awaitHandled(3);
  }

  @Test
  void aDeletedQueueIsDeclaredAndConsumedAgain() {
    fixture.consume(fixture.direct(), 5, fixture::remember);
    if (broker.name().equals("embedded")) {
      return; // Qpid does not tell consumers that their queue is gone
    }

    broker.deleteQueue(broker.topology().resultsQueue());

    await()
        .atMost(Eventually.LIMIT)
        .until(
            () -> {
              fixture.publishAll(1);
              return !fixture.handled.isEmpty();
            });
  }
}
