package io.darkroom.engine;

import java.time.Duration;

/**
 * Where the time went. Lanes that stream do most of the decoding and the steps while they encode.
 */
public record Timings(Duration decode, Duration steps, Duration encode) {
  /** From marks of {@link System#nanoTime()}. */
  public static Timings between(long start, long decoded, long stepped, long encoded) {
    return new Timings(
        Duration.ofNanos(decoded - start),
        Duration.ofNanos(stepped - decoded),
        Duration.ofNanos(encoded - stepped));
  }
}
