package io.darkroom.standalone;

import io.darkroom.kit.config.HttpConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** The port users open: looked at first, because its clash is the commonest reason not to start. */
final class PublicPort {
  private PublicPort() {}

  /**
   * Fails when the port cannot be had.
   *
   * @throws PlatformException saying why
   */
  static void requireFree(HttpConfig config) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(config.host(), config.port()));
    } catch (IOException e) {
      throw new PlatformException(
          "port %d of %s cannot be used (%s); choose another with --port"
              .formatted(config.port(), config.host(), e.getMessage()),
          e);
    }
  }
}
