package io.darkroom.processing.tasks;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureException;
import io.darkroom.codecs.message.ResultImage;
import io.darkroom.codecs.message.TaskBatch;
import io.darkroom.codecs.message.TaskOrder;
import io.darkroom.codecs.message.Timings;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.codecs.recipe.Recipes;
import io.darkroom.processing.cache.Claims.Claim;
import io.darkroom.processing.cache.ResultKey;
import io.darkroom.processing.transform.Cancellation;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One delivery of a batch: every task of it is reported once its result is found, made or refused.
 * Confined to the service's event loop.
 */
final class BatchRun {
  private static final Timings NO_TIME = new Timings(0, 0, 0, 0, 0);
  private static final long LOOK_AGAIN_MS = 200;

  private final BatchTools tools;
  private final TaskBatch batch;
  private final Reports.OfJob reports;
  private final Cancellation cancellation = new Cancellation();
  private final Set<TaskOrder> open = new LinkedHashSet<>();
  private final OutputMaker maker;
  private final long patienceEnds;
  private Future<Void> started = Future.succeededFuture();
  private final Promise<Void> ended = Promise.promise();
  private boolean abandoned;

  BatchRun(BatchTools tools, TaskBatch batch, Reports.OfJob reports) {
    this.tools = tools;
    this.batch = batch;
    this.reports = reports;
    this.maker = new OutputMaker(tools, batch.source().sha256(), batch.images(), cancellation);
    this.patienceEnds = System.nanoTime() + tools.caching().patience().toNanos();
    open.addAll(batch.tasks());
  }

  TaskBatch batch() {
    return batch;
  }

  /** Stops the work; its tasks are reported as cancelled. */
  void cancel() {
    cancellation.cancel();
  }

  /** Stops the work and gives back what is not done, for somebody else to do. */
  void abandon() {
    if (!abandoned) {
      abandoned = true;
      reports.returned(open, false).onComplete(this::end);
      cancellation.cancel();
    }
  }

  /** Fails only when reports cannot be delivered. */
  Future<Void> run() {
    long signs =
        tools
            .vertx()
            .setPeriodic(tools.work().signOfLife().toMillis(), id -> reports.started(open));
    started = reports.started(batch.tasks());
    readOutputs().compose(this::settle).compose(v -> started).onComplete(this::end);
    return ended.future().onComplete(done -> tools.vertx().cancelTimer(signs));
  }

  private void end(Void done, Throwable error) {
    if (error == null) {
      ended.tryComplete();
    } else {
      ended.tryFail(error);
    }
  }

  /** What becomes of the run, for those who come to want the same. */
  Future<Void> ended() {
    return ended.future();
  }

  /** Tasks with the same recipe become one output; unreadable recipes are refused here. */
  private Future<List<Output>> readOutputs() {
    Map<ResultKey, Output> outputs = new LinkedHashMap<>();
    List<Future<Void>> refused = new ArrayList<>();
    for (TaskOrder order : batch.tasks()) {
      try {
        Recipe recipe = Recipes.parseText(order.recipe());
        ResultKey key = keyOf(recipe);
        outputs
            .computeIfAbsent(key, k -> new Output(k, recipe, new ArrayList<>()))
            .orders()
            .add(order);
      } catch (FailureException invalid) {
        refused.add(fail(List.of(order), invalid));
      }
    }
    return Future.all(refused).map(v -> List.copyOf(outputs.values()));
  }

  private ResultKey keyOf(Recipe recipe) {
    return ResultKey.of(
        batch.source().sha256(), recipe, tools.engineVersion(), List.of(), batch.owner());
  }

  /** Results that exist are reported, the others claimed; what is claimed elsewhere is awaited. */
  private Future<Void> settle(List<Output> outputs) {
    return unfound(outputs).compose(this::claimAndMake);
  }

  private Future<List<Output>> unfound(List<Output> outputs) {
    List<Future<Optional<Output>>> looks = outputs.stream().map(this::reportIfFound).toList();
    return Future.all(looks)
        .map(all -> all.<Optional<Output>>list().stream().flatMap(Optional::stream).toList());
  }

  private Future<Optional<Output>> reportIfFound(Output output) {
    return tools
        .cache()
        .find(output.key())
        .compose(
            found -> {
              tools.meters().lookedUp(found.isPresent());
              return found.isPresent()
                  ? succeed(output, found.get(), NO_TIME, true).map(v -> Optional.empty())
                  : Future.succeededFuture(Optional.of(output));
            });
  }

  private record Claimed(Output output, Claim claim) {}

  private Future<Void> claimAndMake(List<Output> outputs) {
    List<Claimed> mine = new ArrayList<>();
    List<Output> others = new ArrayList<>();
    List<Future<Object>> claims =
        outputs.stream()
            .map(
                output ->
                    tools.claims().claim(output.key()).map(c -> sort(output, c, mine, others)))
            .toList();
    return Future.all(claims)
        .compose(v -> Future.join(makeUnlessMadeMeanwhile(mine), await(others)))
        .mapEmpty();
  }

  private static Object sort(
      Output output, Optional<Claim> claim, List<Claimed> mine, List<Output> others) {
    claim.ifPresentOrElse(c -> mine.add(new Claimed(output, c)), () -> others.add(output));
    return output;
  }

  /** Between looking and claiming, the last holder of a claim may have finished. */
  private Future<Void> makeUnlessMadeMeanwhile(List<Claimed> mine) {
    if (mine.isEmpty()) {
      return Future.succeededFuture();
    }
    return unfound(mine.stream().map(Claimed::output).toList())
        .compose(this::make)
        .eventually(() -> release(mine));
  }

  private static Future<Void> release(List<Claimed> mine) {
    return Future.join(mine.stream().map(claimed -> claimed.claim().release()).toList()).mapEmpty();
  }

  private Future<Void> await(List<Output> others) {
    if (others.isEmpty()) {
      return Future.succeededFuture();
    }
    if (cancellation.isCancelled() || System.nanoTime() > patienceEnds) {
      return make(others);
    }
    return tools.vertx().timer(LOOK_AGAIN_MS).mapEmpty().compose(v -> settle(others));
  }

  private Future<Void> make(List<Output> outputs) {
    if (outputs.isEmpty()) {
      return Future.succeededFuture();
    }
    // Work that ends its process must be known to have begun, or nobody could count it.
    return started.compose(v -> makeStarted(outputs));
  }

  private Future<Void> makeStarted(List<Output> outputs) {
    return maker
        .make(outputs.stream().map(Output::recipe).toList())
        .transform(
            made ->
                made.succeeded() ? report(outputs, made.result()) : failAll(outputs, made.cause()));
  }

  private Future<Void> report(List<Output> outputs, List<Future<OutputMaker.Made>> made) {
    List<Future<Void>> reported = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      Output output = outputs.get(i);
      reported.add(
          made.get(i)
              .transform(
                  one ->
                      one.succeeded()
                          ? finish(output, one.result())
                          : fail(output.orders(), one.cause())));
    }
    return Future.join(reported).mapEmpty();
  }

  private Future<Void> finish(Output output, OutputMaker.Made made) {
    return succeed(output, made.image(), made.timings(), false)
        .compose(v -> tools.cache().put(output.key(), made.image(), watermarks(output)));
  }

  private List<String> watermarks(Output output) {
    return output.recipe().watermarkImages().stream().map(batch.images()::get).toList();
  }

  private Future<Void> failAll(List<Output> outputs, Throwable cause) {
    return Future.join(outputs.stream().map(output -> fail(output.orders(), cause)).toList())
        .mapEmpty();
  }

  private Future<Void> succeed(Output output, ResultImage image, Timings timings, boolean cached) {
    output.orders().forEach(order -> tools.meters().ended("succeeded"));
    return closing(output.orders(), reports.succeeded(output.orders(), image, timings, cached));
  }

  private Future<Void> fail(Collection<TaskOrder> orders, Throwable cause) {
    Failure failure = FailureException.failureOf(cause);
    if (abandoned) {
      return ended.future();
    }
    orders.forEach(order -> tools.meters().ended(failure.code().wire()));
    return closing(orders, reports.failed(orders, failure));
  }

  private Future<Void> closing(Collection<TaskOrder> orders, Future<Void> report) {
    open.removeAll(orders);
    return report;
  }
}
