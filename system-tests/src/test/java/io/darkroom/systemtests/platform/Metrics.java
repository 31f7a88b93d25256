package io.darkroom.systemtests.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Reads what a service shows at its management port. */
final class Metrics {
  private Metrics() {}

  /** The sum of one metric over all its labels; 0 when there is none. */
  static double read(int managementPort, String name) {
    URI metrics = URI.create("http://127.0.0.1:" + managementPort + "/metrics");
    try (InputStream in = metrics.toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
