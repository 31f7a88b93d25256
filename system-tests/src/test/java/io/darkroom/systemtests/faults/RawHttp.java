package io.darkroom.systemtests.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends bytes as they are, for requests that a well-behaved client would never write. */
final class RawHttp {
  private RawHttp() {}

  /**
   * Writes a head and part of a body, then reads until the server closes or has answered.
   *
   * @return the status of the answer, or 0 when the connection was closed without one
   */
  static int status(URI base, String head, byte[] body) {
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      socket.setSoTimeout(30_000);
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(StandardCharsets.ISO_8859_1));
      out.write(body);
      out.flush();
      return parse(firstLine(socket.getInputStream()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String firstLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    while (next >= 0 && next != '\r') {
      line.write(next);
      next = in.read();
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  private static int parse(String statusLine) {
    String[] parts = statusLine.split(" ", 3);
    return parts.length < 2 ? 0 : Integer.parseInt(parts[1]);
  }
}
