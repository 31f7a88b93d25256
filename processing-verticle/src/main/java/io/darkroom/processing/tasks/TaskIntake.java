package io.darkroom.processing.tasks;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.message.JobEvent;
import io.darkroom.codecs.message.Lane;
import io.darkroom.codecs.message.Message;
import io.darkroom.codecs.message.OwnerEvent;
import io.darkroom.codecs.message.TaskBatch;
import io.darkroom.codecs.message.Topology;
import io.darkroom.kit.broker.Consumer;
import io.darkroom.kit.broker.Delivery;
import io.darkroom.kit.broker.EventSubscription;
import io.darkroom.kit.broker.Publisher;
import io.darkroom.kit.config.BrokerConfig;
import io.darkroom.kit.service.ServiceContext;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes batches from both lanes and hears of work that is not wanted any more. */
public final class TaskIntake {
  private static final Logger log = LoggerFactory.getLogger(TaskIntake.class);

  private final BatchTools tools;
  private final Publisher publisher;
  private final Reports reports;
  private final Map<String, BatchRun> running = new LinkedHashMap<>();
  private final BegunBatches begun = new BegunBatches();
  private final List<Consumer> consumers = new ArrayList<>();
  private final EventSubscription events;
  private final java.util.function.Consumer<String> sourceDeleted;

  /**
   * Starts to consume, now or as soon as there is a broker.
   *
   * @param sourceDeleted told the blob key of every image that was deleted
   */
  public TaskIntake(
      BatchTools tools,
      BrokerConfig broker,
      ServiceContext context,
      java.util.function.Consumer<String> sourceDeleted) {
    this.sourceDeleted = sourceDeleted;
    this.tools = tools;
    Topology topology = new Topology(broker.prefix());
    this.publisher = Publisher.start(tools.vertx(), broker, topology, "processing results");
    this.reports = new Reports(publisher, topology, context.instance(), context.clock());
    int ahead = tools.work().ahead();
    consume(broker, topology, Lane.NORMAL, tools.work().effectiveSlots() + ahead);
    consume(broker, topology, Lane.HEAVY, tools.work().effectiveHeavySlots() + Math.min(1, ahead));
    this.events =
        EventSubscription.start(
            tools.vertx(), broker, topology, context.instance(), publisher, () -> {}, this::heard);
  }

  private void consume(BrokerConfig broker, Topology topology, Lane lane, int prefetch) {
    consumers.add(
        Consumer.start(
            tools.vertx(),
            broker,
            topology,
            topology.tasksQueue(lane),
            prefetch,
            publisher,
            this::take));
  }

  private Future<Void> take(Delivery delivery) {
    if (!(delivery.message() instanceof TaskBatch batch)) {
      return Future.failedFuture(
          Failure.of(FailureCode.INVALID_REQUEST, "Not a batch of tasks").asException());
    }
    BatchRun same = running.get(batch.batchId());
    if (same != null) {
      return same.ended();
    }
    Reports.OfJob ofJob = reports.of(batch.jobId(), delivery.headers());
    return delivery.redelivered() && !begun.contains(batch.batchId())
        ? handBack(batch, ofJob)
        : run(batch, ofJob);
  }

  /**
   * The instance that had it is gone, perhaps because of it. The job service counts that and gives
   * it out again, or gives it up; the broker would go on for ever.
   */
  private static Future<Void> handBack(TaskBatch batch, Reports.OfJob ofJob) {
    log.atWarn()
        .addKeyValue("jobId", batch.jobId())
        .addKeyValue("imageId", batch.source().imageId())
        .addKeyValue("tasks", batch.tasks().size())
        .log("batch of a vanished instance handed back");
    return ofJob.returned(batch.tasks(), true);
  }

  private Future<Void> run(TaskBatch batch, Reports.OfJob ofJob) {
    BatchRun run = new BatchRun(tools, batch, ofJob);
    running.put(batch.batchId(), run);
    begun.add(batch.batchId());
    log.atDebug()
        .addKeyValue("jobId", batch.jobId())
        .addKeyValue("imageId", batch.source().imageId())
        .addKeyValue("tasks", batch.tasks().size())
        .log("batch taken");
    return run.run().onComplete(done -> running.remove(batch.batchId()));
  }

  private void heard(Message event) {
    switch (event) {
      case JobEvent job -> heardOfJob(job);
      case OwnerEvent owner -> heardOfOwner(owner);
      default -> log.atDebug().log("event of no interest");
    }
  }

  private void heardOfJob(JobEvent event) {
    switch (event.kind()) {
      case JOB_CANCELLED, JOB_DELETED ->
          cancel(batch -> batch.jobId().equals(event.jobId()), event.jobId());
      default -> {}
    }
  }

  private void heardOfOwner(OwnerEvent event) {
    event.imageId().ifPresent(id -> cancel(batch -> needs(batch, id), id));
    event.sha256().ifPresent(this::forget);
    if (event.imageId().isEmpty()) {
      cancel(batch -> batch.owner().equals(event.owner()), event.owner());
    }
  }

  private static boolean needs(TaskBatch batch, String imageId) {
    return batch.source().imageId().equals(imageId) || batch.images().containsKey(imageId);
  }

  private void forget(String source) {
    sourceDeleted.accept(source);
    tools.cache().purge(source);
  }

  private void cancel(Predicate<TaskBatch> unwanted, String because) {
    for (BatchRun run : List.copyOf(running.values())) {
      if (unwanted.test(run.batch())) {
        log.atInfo()
            .addKeyValue("jobId", run.batch().jobId())
            .addKeyValue("because", because)
            .log("work cancelled");
        run.cancel();
      }
    }
  }

  /** Batches in hand. */
  public int running() {
    return running.size();
  }

  /** Whether work arrives and results leave right now. */
  public boolean isUp() {
    return publisher.isUp() && consumers.stream().allMatch(Consumer::isUp);
  }

  /** Takes nothing more, lets running work finish within the grace, gives the rest back. */
  public Future<Void> stop(Duration grace) {
    // A little before the consumers let go, so that what is not done is given back in good order.
    long giveUpMs = Math.max(1, grace.toMillis() - Math.min(1_000, grace.toMillis() / 2));
    long timer = tools.vertx().setTimer(giveUpMs, id -> abandonAll());
    return Future.join(consumers.stream().map(consumer -> consumer.stop(grace)).toList())
        .onComplete(done -> tools.vertx().cancelTimer(timer))
        .eventually(events::stop)
        .eventually(publisher::stop)
        .onComplete(done -> abandonAll())
        .mapEmpty();
  }

  private void abandonAll() {
    List.copyOf(running.values()).forEach(BatchRun::abandon);
  }
}
