package io.darkroom.processing.render;

import io.darkroom.processing.cache.ResultKey;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The results of late, up to a number of bytes; the one unused for longest goes first. Confined to
 * one thread.
 */
final class RenderMemory {
  private final long limit;
  private final Map<ResultKey, RenderedImage> images = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;

  RenderMemory(long limit) {
    this.limit = limit;
  }

  Optional<RenderedImage> get(ResultKey key) {
    return Optional.ofNullable(images.get(key));
  }

  /** Keeps a result, unless it alone would take more than a quarter of the room. */
  void put(ResultKey key, RenderedImage image) {
    if (image.bytes().length() > limit / 4) {
      return;
    }
    RenderedImage before = images.put(key, image.fromCache());
    bytes += image.bytes().length() - (before == null ? 0 : before.bytes().length());
    Iterator<RenderedImage> oldest = images.values().iterator();
    while (bytes > limit && oldest.hasNext()) {
      bytes -= oldest.next().bytes().length();
      oldest.remove();
    }
  }

  /** Forgets everything made from a source. */
  void purge(String source) {
    images
        .entrySet()
        .removeIf(
            entry -> {
              boolean made = entry.getKey().source().equals(source);
              bytes -= made ? entry.getValue().bytes().length() : 0;
              return made;
            });
  }

  long bytes() {
    return bytes;
  }
}
