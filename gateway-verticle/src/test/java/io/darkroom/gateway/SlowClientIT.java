package io.darkroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients that take their time to keep a connection busy, in the clear and over TLS. */
class SlowClientIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String JOBS = "/api/jobs";

  @RegisterExtension
  private static final EveryWire WIRES = new EveryWire(Wire.CLEAR, Wire.TLS, Wire.TLS_UNSPOKEN);

  @TestFactory
  Stream<DynamicContainer> connectionsEndThat() {
    return WIRES.each(
        (wire, gateway) ->
            Stream.of(
                drips(
                    "send headers byte by byte", wire, gateway, "GET /api/jobs HTTP/1.1\r\n", "x"),
                drips("send an address byte by byte", wire, gateway, "GET /", "x"),
                drips("send empty lines", wire, gateway, "", "\r\n"),
                drips("say nothing", wire, gateway, "", ""),
                drips("say nothing after an answer", wire, gateway, answered(gateway), ""),
                drips("send half of a body and no more", wire, gateway, started(gateway), ""),
                drips("send a body byte by byte", wire, gateway, started(gateway), "x")));
  }

  private static String answered(GatewayFixture gateway) {
    return "GET /api/jobs HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
        + gateway.token()
        + "\r\n\r\n";
  }

  private static String started(GatewayFixture gateway) {
    return "POST /api/jobs HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
        + gateway.token()
        + "\r\nContent-Type: application/json\r\nContent-Length: 900000\r\n\r\n{";
  }

  private static DynamicTest drips(
      String name, Wire wire, GatewayFixture gateway, String start, String more) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          long until = System.nanoTime() + LIMIT.toNanos();
          try (Socket socket = wire.connect(gateway)) {
            socket.setSoTimeout(200);
            socket.getOutputStream().write(start.getBytes(StandardCharsets.US_ASCII));
            boolean open = true;
            while (open && System.nanoTime() < until) {
              open = isOpen(socket, more.getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(open).as("still connected").isFalse();
          }
          HttpResponse<String> other = gateway.send(gateway.signedIn(JOBS));
          assertThat(other.statusCode()).isEqualTo(200);
        });
  }

  /** Sends a little and waits a little for the server to hang up; reads what it says before. */
  private static boolean isOpen(Socket socket, byte[] more) {
    byte[] said = new byte[8192];
    try {
      socket.getOutputStream().write(more);
      return socket.getInputStream().read(said) >= 0;
    } catch (SocketTimeoutException quiet) {
      return true;
    } catch (IOException hungUp) {
      return false;
    }
  }
}
