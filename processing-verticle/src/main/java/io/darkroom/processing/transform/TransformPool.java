package io.darkroom.processing.transform;

import io.darkroom.codecs.bus.BusCodecs;
import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.engine.ImageDetails;
import io.darkroom.engine.ImageEngine;
import io.darkroom.engine.RenderOutcome;
import io.darkroom.processing.admission.Admission;
import io.darkroom.processing.admission.Demand;
import io.darkroom.processing.admission.Rank;
import io.darkroom.processing.admission.Slot;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Gets work to an idle worker and its answer back. Confined to the service's event loop. */
public final class TransformPool {
  // Longer than any order may take: a worker is only idle again when it has really answered.
  private static final DeliveryOptions LOCAL =
      new DeliveryOptions().setLocalOnly(true).setSendTimeout(Duration.ofMinutes(30).toMillis());

  private final EventBus bus;
  private final Admission admission;
  private final Estimator estimator;
  private final Waits waits;

  /** Told how long each piece of work has waited for its worker. */
  @FunctionalInterface
  public interface Waits {
    /** One piece of work starts. */
    void waited(Rank rank, Duration time);
  }

  /** A pool over workers that are deployed at the addresses {@code admission} hands out. */
  public TransformPool(Vertx vertx, ImageEngine engine, Admission admission, Waits waits) {
    this.bus = vertx.eventBus();
    this.admission = admission;
    this.estimator = new Estimator(vertx, engine);
    this.waits = waits;
    BusCodecs.register(bus, RenderOrder.class);
    BusCodecs.register(bus, InspectOrder.class);
    BusCodecs.register(bus, WorkReply.Rendered.class);
    BusCodecs.register(bus, WorkReply.Inspected.class);
    BusCodecs.register(bus, WorkReply.Refused.class);
  }

  /**
   * What to render.
   *
   * @param source the source's file
   * @param recipes one for each image wanted
   * @param accepted formats for {@code auto}, best first
   * @param images files of the images that watermarks name
   */
  public record Work(
      Path source, List<Recipe> recipes, List<ImageFormat> accepted, Map<String, Path> images) {}

  /**
   * What came of it.
   *
   * @param outcomes in the order of the recipes
   * @param waited time in line
   */
  public record Done(List<RenderOutcome> outcomes, Duration waited) {}

  /**
   * Renders.
   *
   * @param limit time for the work, from its start
   * @return fails when nothing can be made of the source, with {@code overloaded} when too many
   *     renders wait, with {@code cancelled} when asked to stop
   */
  public Future<Done> render(Rank rank, Work work, Duration limit, Cancellation cancellation) {
    RenderOrder order =
        new RenderOrder(
            work.source(),
            work.recipes(),
            limit,
            cancellation.token(),
            work.accepted(),
            work.images());
    return estimator
        .estimate(work.source(), work.recipes(), work.images().values(), rank)
        .compose(demand -> admitted(demand, order, cancellation))
        .map(answer -> new Done(answer.as(WorkReply.Rendered.class).outcomes(), answer.waited));
  }

  /** Looks at an image. */
  public Future<ImageDetails> inspect(Path source, Duration limit, Cancellation cancellation) {
    InspectOrder order = new InspectOrder(source, limit, cancellation.token());
    return estimator
        .estimate(source, List.of(), List.of(), Rank.RENDER)
        .compose(demand -> admitted(demand, order, cancellation))
        .map(answer -> answer.as(WorkReply.Inspected.class).details());
  }

  private record Answer(WorkReply reply, Duration waited) {
    <T extends WorkReply> T as(Class<T> type) {
      if (reply instanceof WorkReply.Refused refused) {
        throw refused.failure();
      }
      return type.cast(reply);
    }
  }

  private Future<Answer> admitted(Demand demand, WorkOrder order, Cancellation cancellation) {
    Promise<Answer> answer = Promise.promise();
    long since = System.nanoTime();
    Admission.Ticket ticket =
        admission.request(
            demand,
            slot -> {
              Duration waited = Duration.ofNanos(System.nanoTime() - since);
              waits.waited(demand.rank(), waited);
              send(slot, order).map(reply -> new Answer(reply, waited)).onComplete(answer);
            });
    cancellation.whileWaiting(
        () -> {
          if (ticket.leave()) {
            answer.fail(Failure.of(FailureCode.CANCELLED).asException());
          }
        });
    return answer.future();
  }

  private Future<WorkReply> send(Slot slot, WorkOrder order) {
    return bus.<WorkReply>request(slot.address(), order, LOCAL)
        .map(message -> message.body())
        .onComplete(done -> slot.release());
  }
}
