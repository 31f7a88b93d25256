package io.darkroom.processing.tasks;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.message.ResultImage;
import io.darkroom.codecs.message.Timings;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.engine.RenderOutcome;
import io.darkroom.engine.RenderResult;
import io.darkroom.kit.blob.StoredBlob;
import io.darkroom.processing.admission.Rank;
import io.darkroom.processing.transform.Cancellation;
import io.darkroom.processing.transform.TransformPool;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes results of one source: renders on a worker, then stores. */
final class OutputMaker {
  private final BatchTools tools;
  private final String source;
  private final Map<String, String> images;
  private final Cancellation cancellation;

  /**
   * A maker of results.
   *
   * @param source blob key of the source
   * @param images blob keys of the images that watermarks name, by image id
   */
  OutputMaker(
      BatchTools tools, String source, Map<String, String> images, Cancellation cancellation) {
    this.tools = tools;
    this.source = source;
    this.images = images;
    this.cancellation = cancellation;
  }

  /**
   * A result in the blob store.
   *
   * @param image what it is
   * @param timings where the time went
   */
  record Made(ResultImage image, Timings timings) {}

  /**
   * Makes one result for each recipe, decoding the source once. Fails when nothing can be made;
   * otherwise each result succeeds or fails by itself.
   */
  Future<List<Future<Made>>> make(List<Recipe> recipes) {
    Optional<Path> file = tools.blobs().localPath(source);
    if (file.isEmpty()) {
      return Future.failedFuture(
          Failure.of(FailureCode.NOT_FOUND, "The image's bytes are gone").asException());
    }
    Duration limit = tools.work().taskLimit().multipliedBy(recipes.size());
    TransformPool.Work work = new TransformPool.Work(file.get(), recipes, List.of(), files());
    return tools
        .pool()
        .render(Rank.TASK, work, limit, cancellation)
        .map(done -> done.outcomes().stream().map(o -> store(o, done.waited())).toList());
  }

  /** What is not stored any more is left out; the worker refuses the recipes that name it. */
  private Map<String, Path> files() {
    Map<String, Path> files = new HashMap<>();
    images.forEach((id, key) -> tools.blobs().localPath(key).ifPresent(f -> files.put(id, f)));
    return files;
  }

  private Future<Made> store(RenderOutcome outcome, Duration waited) {
    return switch (outcome) {
      case RenderOutcome.Refused refused -> Future.failedFuture(refused.failure());
      case RenderOutcome.Rendered rendered -> store(rendered.result(), waited);
    };
  }

  private Future<Made> store(RenderResult result, Duration waited) {
    tools.meters().rendered(result.timings());
    long from = System.nanoTime();
    return tools
        .blobs()
        .put(result.bytes())
        .map(blob -> made(result, blob, waited, Duration.ofNanos(System.nanoTime() - from)));
  }

  private Made made(RenderResult result, StoredBlob blob, Duration waited, Duration stored) {
    tools.meters().stored(stored);
    ResultImage image =
        new ResultImage(
            blob.sha256(), result.format().wire(), result.width(), result.height(), blob.length());
    Timings timings =
        new Timings(
            waited.toMillis(),
            result.timings().decode().toMillis(),
            result.timings().steps().toMillis(),
            result.timings().encode().toMillis(),
            stored.toMillis());
    return new Made(image, timings);
  }
}
