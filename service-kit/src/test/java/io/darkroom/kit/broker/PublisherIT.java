package io.darkroom.kit.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.darkroom.kit.Eventually;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What a publisher promises, on every kind of broker there is. */
@ParameterizedClass(name = "{0}")
@MethodSource("brokers")
class PublisherIT {
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
  void every_one_of_many_publishes_is_confirmed() {
    fixture.publishAll(2_000);

    assertThat(fixture.publisher.outstanding()).isZero();
    await()
        .atMost(Eventually.LIMIT)
        .until(() -> broker.ready(broker.topology().resultsQueue()) == 2_000);
  }

  @Test
  void publishes_fail_with_the_session_and_succeed_with_the_next_one() {
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
  void publishing_without_a_broker_fails_at_once_and_works_when_it_comes() {
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
