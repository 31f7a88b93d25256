package io.darkroom.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Sends bytes no well-behaved client would send, and reads what comes back. */
final class RawClient {
  private RawClient() {}

  /** Everything the server says until it hangs up or says nothing for a while. */
  static String exchange(Wire wire, GatewayFixture gateway, String bytes) throws Exception {
    try (Socket socket = wire.connect(gateway)) {
      socket.setSoTimeout(3_000);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return read(socket);
    }
  }

  static String read(Socket socket) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    try {
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        all.write(buffer, 0, n);
      }
    } catch (SocketTimeoutException | SocketException | SSLException ignored) {
      // Quiet or hung up: what was said before is the answer.
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  /** The status of every answer in what the server said. */
  static List<Integer> statuses(String said) {
    return Pattern.compile("HTTP/1\\.[01] (\\d{3})")
        .matcher(said)
        .results()
        .map(m -> Integer.valueOf(m.group(1)))
        .toList();
  }
}
