package io.darkroom.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** As much of the Redis protocol as it takes to ask a server whether it is ready. */
final class RespConnection implements AutoCloseable {
  private static final int LIMIT_MILLIS = 5_000;

  private final Socket socket;
  private final InputStream in;

  private RespConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** Connects, authenticates if there is a password, and selects the address's database. */
  static RespConnection open(RedisAddress address) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(address.host(), address.port()), LIMIT_MILLIS);
      socket.setSoTimeout(LIMIT_MILLIS);
      RespConnection connection = new RespConnection(socket);
      if (!address.password().isEmpty()) {
        connection.command("AUTH", address.password());
      }
      connection.command("SELECT", Integer.toString(address.database()));
      return connection;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * Sends a command and returns its simple, integer or bulk answer; a missing value is empty.
   *
   * @throws IOException with the server's words when it answers with an error
   */
  String command(String... words) throws IOException {
    StringBuilder request = new StringBuilder("*").append(words.length).append("\r\n");
    for (String word : words) {
      int length = word.getBytes(StandardCharsets.UTF_8).length;
      request.append('$').append(length).append("\r\n").append(word).append("\r\n");
    }
    socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
    String line = readLine();
    return switch (line.charAt(0)) {
      case '+', ':' -> line.substring(1);
      case '$' -> readBulk(Integer.parseInt(line.substring(1)));
      default -> throw new IOException("Redis answered " + line);
    };
  }

  private String readBulk(int length) throws IOException {
    if (length < 0) {
      return "";
    }
    byte[] bytes = in.readNBytes(length + 2);
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b; (b = in.read()) != '\n'; ) {
      if (b < 0) {
        throw new IOException("Redis closed the connection");
      }
      line.append((char) b);
    }
    if (line.length() < 2) {
      throw new IOException("not a Redis answer: " + line);
    }
    return line.substring(0, line.length() - 1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
