package io.darkroom.job.dispatch;

import io.darkroom.codecs.message.DeadLetter;
import io.darkroom.codecs.message.Topology;
import io.darkroom.job.store.OutboxStore;
import io.darkroom.job.store.OutboxStore.Entry;
import io.darkroom.kit.broker.Publisher;
import io.vertx.core.Future;
import java.util.List;

/** Publishes what the outbox holds, in order and at least once. */
public final class OutboxRelay {
  private final OutboxStore store;
  private final Publisher publisher;
  private final Topology topology;

  /** A relay from this outbox to this broker. */
  public OutboxRelay(OutboxStore store, Publisher publisher, Topology topology) {
    this.store = store;
    this.publisher = publisher;
    this.topology = topology;
  }

  /** Publishes a batch; tells whether there may be more. */
  public Future<Boolean> step() {
    return publisher.isUp() ? store.relay(this::publish) : Future.succeededFuture(false);
  }

  private Future<Void> publish(List<Entry> entries) {
    return Future.all(entries.stream().map(this::publish).toList()).mapEmpty();
  }

  private Future<Void> publish(Entry entry) {
    return entry.message() instanceof DeadLetter letter
        ? publisher.publish(topology.resultsExchange(), topology.deadKey(), letter)
        : publisher.publish(topology.eventsExchange(), "", entry.message());
  }
}
