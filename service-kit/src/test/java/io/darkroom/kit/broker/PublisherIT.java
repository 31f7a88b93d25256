package io.darkroom.kit.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.darkroom.testing.Eventually;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a publisher promises, on every kind of broker there is. */
@OnEveryBroker
class PublisherIT {
  private final TestBroker broker;
  @AutoClose private final BrokerFixture fixture;

  PublisherIT(TestBroker broker) {
    this.broker = broker;
    this.fixture = new BrokerFixture(broker);
  }

  @Test
  void everyOneOfManyPublishesIsConfirmed() {
    fixture.publishAll(2_000);

    assertThat(fixture.publisher.outstanding()).isZero();
    await()
        .atMost(Eventually.LIMIT)
        .until(() -> broker.ready(broker.topology().resultsQueue()) == 2_000);
  }

  @Test
  void publishesFailWithTheSessionAndSucceedWithTheNextOne() {
    Publisher cut =
        Publisher.start(fixture.vertx, fixture.cuttable(), broker.topology(), "cut publisher");
    Eventually.get(cut.up());
    fixture.link.freeze();
    List<Future<Void>> outstanding =
        IntStream.range(0, 50).mapToObj(n -> fixture.publish(cut, "tsk_" + n)).toList();

    fixture.link.cut();

    for (Future<Void> lost : outstanding) {
      assertThat(FailureException.failureOf(Eventually.failure(lost)).code())
          .isEqualTo(FailureCode.UNAVAILABLE);
    }
    await()
        .atMost(Eventually.LIMIT)
        .until(() -> Eventually.get(fixture.publish(cut, "tsk_after").map(true).otherwise(false)));
    Eventually.get(cut.stop());
  }

  @Test
  void publishingWithoutABrokerFailsAtOnceAndWorksWhenItComes() {
    fixture.link.refuse(true);
    Publisher early =
        Publisher.start(fixture.vertx, fixture.cuttable(), broker.topology(), "early publisher");
    await().atMost(Eventually.LIMIT).until(() -> fixture.link.accepted() > 1);

    assertThat(early.isUp()).isFalse();
    assertThat(fixture.publish(early, "tsk_1").failed()).isTrue();

    fixture.link.refuse(false);
    Eventually.get(early.up());
    Eventually.get(fixture.publish(early, "tsk_1"));
    Eventually.get(early.stop());
  }
}
