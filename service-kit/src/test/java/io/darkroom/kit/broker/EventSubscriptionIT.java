package io.darkroom.kit.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.codecs.message.EventKind;
import io.darkroom.codecs.message.Message;
import io.darkroom.codecs.message.OwnerEvent;
import io.darkroom.kit.config.BrokerConfig;
import io.darkroom.testing.CuttableLink;
import io.darkroom.testing.Eventually;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Live events reach every instance, and again after a lost connection. */
@OnEveryBroker
class EventSubscriptionIT {
  private final TestBroker broker;
  private final Queue<Message> first = new ConcurrentLinkedQueue<>();
  private final Queue<Message> second = new ConcurrentLinkedQueue<>();
  private final AtomicInteger subscribed = new AtomicInteger();
  private Vertx vertx;
  private CuttableLink link;
  private Publisher publisher;
  private EventSubscription one;
  private EventSubscription two;

  EventSubscriptionIT(TestBroker broker) {
    this.broker = broker;
  }

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    link = new CuttableLink(vertx, broker.config().host(), broker.config().port());
    publisher = Publisher.start(vertx, broker.config(), broker.topology(), "events");
    one = subscribe(broker.through(link.port()), "ins_1", first);
    two = subscribe(broker.config(), "ins_2", second);
    Eventually.get(publisher.up());
    Eventually.get(one.up());
    Eventually.get(two.up());
  }

  private EventSubscription subscribe(BrokerConfig config, String instance, Queue<Message> heard) {
    return EventSubscription.start(
        vertx,
        config,
        broker.topology(),
        instance,
        publisher,
        subscribed::incrementAndGet,
        heard::add);
  }

  @AfterEach
  void stop() {
    Eventually.get(one.stop());
    Eventually.get(two.stop());
    Eventually.get(publisher.stop());
    link.close();
    Eventually.get(vertx.close());
    broker.deleteAll();
  }

  private void publish(String owner) {
    OwnerEvent event =
        new OwnerEvent(
            owner, EventKind.OWNER_DELETED, Instant.EPOCH, Optional.empty(), Optional.empty());
    Eventually.get(publisher.publish(broker.topology().eventsExchange(), "", event));
  }

  @Test
  void everyInstanceHearsEveryEvent() {
    publish("usr_1");
    publish("usr_2");

    await().atMost(Eventually.LIMIT).until(() -> first.size() == 2 && second.size() == 2);
    assertThat(first).containsExactlyElementsOf(second);
  }

  @Test
  void aLostSubscriptionComesBackAndSaysSo() {
    assertThat(subscribed.get()).isEqualTo(2);

    link.cut();

    await().atMost(Eventually.LIMIT).until(() -> subscribed.get() == 3);
    publish("usr_3");
    await().atMost(Eventually.LIMIT).until(() -> first.size() == 1);
  }
}
