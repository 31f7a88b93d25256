package io.darkroom.load.drive;

import java.time.Duration;

/**
 * How long a run takes.
 *
 * @param warmUp load that is not counted
 * @param counted load that is
 */
public record Pace(Duration warmUp, Duration counted) {

  double seconds() {
    return counted.toNanos() / 1e9;
  }
}
