package io.darkroom.processing;

import io.darkroom.kit.discovery.ServiceName;
import io.darkroom.kit.service.ServiceRunner;

/** Runs the processing service as a process of its own. */
public final class Main {
  private Main() {}

  /** Settings as {@code --key=value}. */
  public static void main(String[] args) {
    ServiceRunner.run(
        ServiceName.PROCESSING,
        args,
        (settings, context) -> new ProcessingVerticle(ProcessingConfig.from(settings), context));
  }
}
