package io.darkroom.job.dispatch;

import io.darkroom.codecs.message.EventKind;
import io.darkroom.codecs.message.JobEvent;
import io.darkroom.codecs.message.Lane;
import io.darkroom.codecs.message.Message;
import io.darkroom.codecs.message.Topology;
import io.darkroom.job.meter.JobMeters;
import io.darkroom.job.store.BlobCollector;
import io.darkroom.job.store.DispatchStore;
import io.darkroom.job.store.LeaseStore;
import io.darkroom.job.store.OutboxStore;
import io.darkroom.job.store.TaskLedger;
import io.darkroom.kit.broker.Consumer;
import io.darkroom.kit.broker.EventSubscription;
import io.darkroom.kit.broker.Publisher;
import io.darkroom.kit.config.BrokerConfig;
import io.darkroom.kit.service.ServiceContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All the traffic between this instance and the broker, from start to stop. */
public final class Handover {
  private static final int RESULTS_AT_ONCE = 512;
  private static final Duration MAINTENANCE = Duration.ofSeconds(30);
  private static final Duration GARBAGE_AGE = Duration.ofMinutes(10);
  private static final Duration EVENT_AGE = Duration.ofHours(1);

  private final Topology topology;
  private final Publisher publisher;
  private final Consumer results;
  private final EventSubscription events;
  private final Loop dispatching;
  private final Loop relaying;
  private final List<Loop> others;

  /** What the traffic needs from the database. */
  public record Stores(
      TaskLedger ledger,
      DispatchStore queue,
      LeaseStore leases,
      OutboxStore outbox,
      BlobCollector collector) {}

  private Handover(
      Vertx vertx,
      BrokerConfig broker,
      DispatchConfig config,
      Stores stores,
      ServiceContext context,
      JobMeters meters,
      java.util.function.Consumer<Message> listener,
      Runnable resumed) {
    topology = new Topology(broker.prefix());
    publisher = Publisher.start(vertx, broker, topology, "job publish");
    Dispatcher dispatcher =
        new Dispatcher(stores.queue(), publisher, topology, context.ids(), meters, config);
    OutboxRelay relay = new OutboxRelay(stores.outbox(), publisher, topology);
    ResultIntake intake =
        new ResultIntake(vertx, stores.ledger(), context.clock(), meters, this::nudge);
    results =
        Consumer.start(
            vertx,
            broker,
            topology,
            topology.resultsQueue(),
            RESULTS_AT_ONCE,
            publisher,
            intake::take);
    events =
        EventSubscription.start(
            vertx,
            broker,
            topology,
            context.instance(),
            publisher,
            resumed,
            message -> heard(message, listener));
    Reaper reaper = new Reaper(stores.leases(), results::isUp, config.runLease(), context.clock());
    dispatching = Loop.start(vertx, "dispatch", config.poll(), dispatcher::step);
    relaying = Loop.start(vertx, "relay", config.poll(), relay::step);
    Duration look = config.runLease().dividedBy(9);
    others =
        List.of(
            Loop.start(vertx, "reap", look, reaper::step),
            Loop.start(
                vertx,
                "collect",
                MAINTENANCE,
                () -> stores.collector().collectOlderThan(GARBAGE_AGE)),
            Loop.start(
                vertx,
                "forget",
                MAINTENANCE,
                () -> stores.outbox().forgetOlderThan(EVENT_AGE).map(gone -> gone >= 10_000)));
  }

  /**
   * Starts everything; connects by itself, now or later.
   *
   * @param listener hears every event of every instance
   * @param resumed called when events are heard again after they were not
   */
  public static Handover start(
      Vertx vertx,
      BrokerConfig broker,
      DispatchConfig config,
      Stores stores,
      ServiceContext context,
      JobMeters meters,
      java.util.function.Consumer<Message> listener,
      Runnable resumed) {
    return new Handover(vertx, broker, config, stores, context, meters, listener, resumed);
  }

  /** Says that something was committed that is to be handed over or told. Safe for any thread. */
  public void nudge() {
    relaying.nudge();
    dispatching.nudge();
  }

  /** Whether work can be handed over and results received. */
  public boolean isUp() {
    return publisher.isUp() && results.isUp();
  }

  /** How many messages wait in each queue of the broker; fails when it cannot be asked. */
  public Future<Map<String, Long>> queues() {
    Map<String, Long> waiting = new TreeMap<>();
    List<Future<Long>> counts =
        Stream.of(
                topology.tasksQueue(Lane.NORMAL),
                topology.tasksQueue(Lane.HEAVY),
                topology.resultsQueue(),
                topology.deadQueue())
            .map(queue -> publisher.waitingIn(queue).onSuccess(count -> waiting.put(queue, count)))
            .toList();
    return Future.join(counts).map(waiting);
  }

  /** Ends everything, the results last so that what was received is committed and acknowledged. */
  public Future<Void> stop(Duration grace) {
    return Future.join(List.of(dispatching.stop(), relaying.stop()))
        .eventually(() -> Future.join(others.stream().map(Loop::stop).toList()))
        .eventually(events::stop)
        .eventually(() -> results.stop(grace))
        .eventually(publisher::stop)
        .mapEmpty();
  }

  private void heard(Message message, java.util.function.Consumer<Message> listener) {
    if (message instanceof JobEvent event
        && (event.kind() == EventKind.JOB_CREATED || event.kind() == EventKind.JOB_UPDATED)) {
      dispatching.nudge();
    }
    listener.accept(message);
  }
}
