package io.darkroom.processing.render;

import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.engine.Timings;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;

/**
 * A finished render.
 *
 * @param bytes the file; not to be changed
 * @param format its format
 * @param cost where the time went; empty when it came from a cache
 */
public record RenderedImage(Buffer bytes, ImageFormat format, Optional<Cost> cost) {
  /**
   * What it took.
   *
   * @param waited for a worker
   * @param work in the engine
   */
  public record Cost(Duration waited, Timings work) {}

  RenderedImage fromCache() {
    return new RenderedImage(bytes, format, Optional.empty());
  }
}
