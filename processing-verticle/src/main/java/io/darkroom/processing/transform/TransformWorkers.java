package io.darkroom.processing.transform;

import io.darkroom.engine.ImageEngine;
import io.darkroom.processing.config.WorkConfig;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The worker verticles of one service instance.
 *
 * @param addresses one for each worker
 * @param deployment to undeploy them all
 */
public record TransformWorkers(List<String> addresses, String deployment) {
  private static final String POOL = "darkroom-transform";
  private static final int SPARE_THREADS = 2;

  /** Deploys as many workers as there are slots, on a pool of their own. */
  public static Future<TransformWorkers> deploy(
      Vertx vertx, ImageEngine engine, String instance, WorkConfig work) {
    int slots = work.effectiveSlots();
    Niceness niceness = new Niceness(work.niceness());
    List<String> addresses =
        IntStream.range(0, slots)
            .mapToObj(n -> "darkroom.transform." + instance + "." + n)
            .toList();
    Queue<String> next = new ArrayDeque<>(addresses);
    DeploymentOptions options =
        new DeploymentOptions()
            .setThreadingModel(ThreadingModel.WORKER)
            .setInstances(slots)
            .setWorkerPoolName(POOL)
            .setWorkerPoolSize(slots + SPARE_THREADS)
            .setMaxWorkerExecuteTime(2)
            .setMaxWorkerExecuteTimeUnit(TimeUnit.MINUTES);
    Promise<String> deployed = Promise.promise();
    // Not as children of the service's verticle: children are undeployed before their parent stops,
    // and the parent's drain needs its workers.
    ((VertxInternal) vertx)
        .createEventLoopContext()
        .runOnContext(
            v ->
                vertx
                    .deployVerticle(
                        () -> new TransformVerticle(engine, niceness, next.remove()), options)
                    .onComplete(deployed));
    return deployed.future().map(id -> new TransformWorkers(addresses, id));
  }
}
