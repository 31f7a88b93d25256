package io.darkroom.job.dispatch;

import io.darkroom.codecs.id.IdKind;
import io.darkroom.codecs.id.Ids;
import io.darkroom.codecs.message.Headers;
import io.darkroom.codecs.message.Lane;
import io.darkroom.codecs.message.TaskBatch;
import io.darkroom.codecs.message.TaskOrder;
import io.darkroom.codecs.message.Topology;
import io.darkroom.job.meter.JobMeters;
import io.darkroom.job.store.DispatchStore;
import io.darkroom.job.store.DispatchStore.DueTask;
import io.darkroom.job.store.DispatchStore.Window;
import io.darkroom.kit.broker.Publisher;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps each lane's window in the broker filled from the queue in the database. */
public final class Dispatcher {
  private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);

  private final DispatchStore store;
  private final Publisher publisher;
  private final Topology topology;
  private final Ids ids;
  private final JobMeters meters;
  private final Map<Lane, Window> windows = new EnumMap<>(Lane.class);
  private final Map<Lane, String> lastServed = new EnumMap<>(Lane.class);

  /** A dispatcher with the configured windows. */
  public Dispatcher(
      DispatchStore store,
      Publisher publisher,
      Topology topology,
      Ids ids,
      JobMeters meters,
      DispatchConfig config) {
    this.meters = meters;
    this.store = store;
    this.publisher = publisher;
    this.topology = topology;
    this.ids = ids;
    windows.put(Lane.NORMAL, new Window(config.waiting(), config.inFlight()));
    windows.put(Lane.HEAVY, new Window(config.heavyWaiting(), config.heavyInFlight()));
  }

  /**
   * Fills the windows once. There is never more to do at once: afterwards a window is full, until
   * results make room in it, or the queue is empty.
   */
  public Future<Boolean> step() {
    if (!publisher.isUp()) {
      return Future.succeededFuture(false);
    }
    return fill(Lane.NORMAL).compose(_ -> fill(Lane.HEAVY)).map(false);
  }

  private Future<Void> fill(Lane lane) {
    return store
        .dispatch(
            lane, windows.get(lane), lastServed.getOrDefault(lane, ""), due -> publish(lane, due))
        .onSuccess(served -> served.ifPresent(owner -> lastServed.put(lane, owner)))
        .mapEmpty();
  }

  private Future<Void> publish(Lane lane, List<DueTask> due) {
    Map<String, List<DueTask>> units = new LinkedHashMap<>();
    for (DueTask task : due) {
      units.computeIfAbsent(unitOf(task), _ -> new ArrayList<>()).add(task);
    }
    List<Future<Void>> confirms =
        units.values().stream().map(unit -> publishUnit(lane, unit)).toList();
    return Future.all(confirms)
        .<Void>mapEmpty()
        .onSuccess(_ -> due.forEach(task -> meters.handedOver(task.dueSince())));
  }

  /**
   * The tasks of one image of one job travel together, so that it is decoded once. What went wrong
   * before travels alone, so that a task that ends its worker does not take its siblings along.
   */
  private static String unitOf(DueTask task) {
    return task.tries() > 0 ? task.taskId() : task.jobId() + "/" + task.imageNo();
  }

  private static Map<String, String> watermarks(List<DueTask> unit) {
    Map<String, String> all = new HashMap<>();
    unit.forEach(task -> all.putAll(task.watermarks()));
    return all;
  }

  private Future<Void> publishUnit(Lane lane, List<DueTask> unit) {
    DueTask first = unit.getFirst();
    List<TaskOrder> orders =
        unit.stream().map(t -> new TaskOrder(t.taskId(), t.attempt(), t.recipe())).toList();
    TaskBatch batch =
        new TaskBatch(
            ids.next(IdKind.REQUEST),
            first.jobId(),
            first.owner(),
            first.source().orElseThrow(),
            lane,
            orders,
            watermarks(unit));
    log.atDebug()
        .addKeyValue("jobId", batch.jobId())
        .addKeyValue("queue", lane.wire())
        .addKeyValue("tasks", orders.size())
        .log("handing over");
    return publisher.publish(
        topology.tasksExchange(),
        lane.wire(),
        batch,
        Map.of(
            Headers.TRACEPARENT,
            first.traceparent(),
            Headers.ATTEMPT,
            String.valueOf(first.attempt())));
  }
}
