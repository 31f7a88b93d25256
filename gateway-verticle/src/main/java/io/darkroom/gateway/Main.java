package io.darkroom.gateway;

import io.darkroom.kit.discovery.ServiceName;
import io.darkroom.kit.service.ServiceRunner;

/** The gateway as a process of its own. */
public final class Main {
  private Main() {}

  /** Runs until told to stop; see {@code docs/operations.md} for the settings. */
  public static void main(String[] args) {
    ServiceRunner.run(
        ServiceName.GATEWAY,
        args,
        (settings, context) -> new GatewayVerticle(GatewayConfig.from(settings), context));
  }
}
