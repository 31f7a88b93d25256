package io.darkroom.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Picks loopback ports for servers that cannot be asked to pick one and tell. */
final class FreePort {
  static final String LOOPBACK = "127.0.0.1";

  private FreePort() {}

  /** A port that was free a moment ago; whoever uses it must be ready to try another. */
  static int pick() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new BackendException("no free port on " + LOOPBACK, e);
    }
  }
}
