package io.darkroom.processing.render;

import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.message.ResultImage;
import io.darkroom.engine.ImageDetails;
import io.darkroom.engine.RenderResult;
import io.darkroom.kit.blob.BlobStore;
import io.darkroom.processing.admission.Rank;
import io.darkroom.processing.cache.ResultCache;
import io.darkroom.processing.cache.ResultKey;
import io.darkroom.processing.config.RenderConfig;
import io.darkroom.processing.meter.ProcessingMeters;
import io.darkroom.processing.transform.Cancellation;
import io.darkroom.processing.transform.TransformPool;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds or makes renders. Identical renders at the same time are one computation; results made for
 * jobs are used, and renders are kept in memory for the next reader. Confined to the service's
 * event loop.
 */
public final class Renders {
  private final Vertx vertx;
  private final TransformPool pool;
  private final BlobStore blobs;
  private final ResultCache cache;
  private final ProcessingMeters meters;
  private final RenderConfig config;
  private final String engineVersion;
  private final RenderMemory memory;
  private final Map<ResultKey, SharedRender> running = new HashMap<>();

  /** Renders with these limits. */
  public Renders(
      Vertx vertx,
      TransformPool pool,
      BlobStore blobs,
      ResultCache cache,
      ProcessingMeters meters,
      RenderConfig config,
      String engineVersion) {
    this.vertx = vertx;
    this.pool = pool;
    this.blobs = blobs;
    this.cache = cache;
    this.meters = meters;
    this.config = config;
    this.engineVersion = engineVersion;
    this.memory = new RenderMemory(config.memory().bytes());
  }

  /** Somebody's interest in a render. */
  public static final class Reading {
    private final SharedRender shared;
    private boolean left;

    private Reading(SharedRender shared) {
      this.shared = shared;
      shared.join();
    }

    /** The result, or why there is none. */
    public Future<RenderedImage> result() {
      return shared.result();
    }

    /** Loses interest; work that nobody waits for stops. Idempotent. */
    public void leave() {
      if (!left) {
        left = true;
        shared.leave();
      }
    }
  }

  /** The name of a render's result, known before it is made. */
  public ResultKey keyOf(RenderRequest request) {
    return ResultKey.of(
        request.source(), request.recipe(), engineVersion, request.accepted(), request.owner());
  }

  /** Joins the computation of this render, starting it if need be. */
  public Reading read(RenderRequest request) {
    ResultKey key = keyOf(request);
    SharedRender shared = running.get(key);
    if (shared == null || shared.isDoomed()) {
      shared = new SharedRender();
      running.put(key, shared);
      begin(shared, key, request);
    }
    return new Reading(shared);
  }

  private void begin(SharedRender shared, ResultKey key, RenderRequest request) {
    Optional<RenderedImage> remembered = memory.get(key);
    shared.begin(
        remembered.isPresent()
            ? Future.succeededFuture(remembered.get())
            : findOrMake(key, request, shared.cancellation())
                .onSuccess(image -> memory.put(key, image)));
    meters.lookedUp(remembered.isPresent());
    shared.result().onComplete(done -> running.remove(key, shared));
  }

  private Future<RenderedImage> findOrMake(
      ResultKey key, RenderRequest request, Cancellation cancellation) {
    return cache
        .find(key)
        .compose(found -> found.map(this::load).orElseGet(() -> Future.succeededFuture(null)))
        .otherwiseEmpty()
        .compose(
            loaded ->
                loaded == null ? make(request, cancellation) : Future.succeededFuture(loaded));
  }

  private Future<RenderedImage> load(ResultImage image) {
    Path file = blobs.localPath(image.sha256()).orElseThrow();
    ImageFormat format = ImageFormat.fromWire(image.format()).orElseThrow();
    return vertx
        .fileSystem()
        .readFile(file.toString())
        .map(bytes -> new RenderedImage(bytes, format, Optional.empty()));
  }

  private Future<RenderedImage> make(RenderRequest request, Cancellation cancellation) {
    TransformPool.Work work =
        new TransformPool.Work(
            request.file(), List.of(request.recipe()), request.accepted(), request.images());
    return pool.render(Rank.RENDER, work, config.limit(), cancellation)
        .map(done -> image(done.outcomes().getFirst().orThrow(), done));
  }

  private RenderedImage image(RenderResult result, TransformPool.Done done) {
    meters.rendered(result.timings());
    RenderedImage.Cost cost = new RenderedImage.Cost(done.waited(), result.timings());
    return new RenderedImage(buffer(result.bytes()), result.format(), Optional.of(cost));
  }

  private static Buffer buffer(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return Buffer.buffer(copy);
  }

  /** Looks at an image. */
  public Future<ImageDetails> inspect(Path file, Cancellation cancellation) {
    return pool.inspect(file, config.limit(), cancellation);
  }

  /** Forgets renders of a source that was deleted. */
  public void purge(String source) {
    memory.purge(source);
  }
}
