package io.darkroom.processing.api;

import io.darkroom.processing.render.RenderedImage;
import java.time.Duration;
import java.util.Locale;

/** The {@code Server-Timing} header of a render. */
final class ServerTiming {
  private ServerTiming() {}

  static String of(RenderedImage image) {
    return image.cost().map(ServerTiming::of).orElse("cache;desc=hit");
  }

  private static String of(RenderedImage.Cost cost) {
    return "cache;desc=miss, queue;dur="
        + millis(cost.waited())
        + ", decode;dur="
        + millis(cost.work().decode())
        + ", steps;dur="
        + millis(cost.work().steps())
        + ", encode;dur="
        + millis(cost.work().encode());
  }

  private static String millis(Duration time) {
    return String.format(Locale.ROOT, "%.1f", time.toNanos() / 1e6);
  }
}
