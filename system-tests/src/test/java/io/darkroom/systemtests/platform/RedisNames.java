package io.darkroom.systemtests.platform;

import io.darkroom.embedded.RedisAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Looks which keys the platform keeps in Redis, past the platform. */
public final class RedisNames {
  private final RedisAddress address;

  /** The keys of this database. */
  public RedisNames(RedisAddress address) {
    this.address = address;
  }

  /** The names that match a pattern such as {@code darkroom:*}. */
  public List<String> matching(String pattern) {
    try (Socket socket = new Socket(address.host(), address.port());
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      socket.setSoTimeout(5_000);
      if (!address.password().isEmpty()) {
        ask(socket, in, "AUTH " + address.password());
      }
      ask(socket, in, "SELECT " + address.database());
      String count = ask(socket, in, "KEYS " + pattern);
      List<String> names = new ArrayList<>();
      for (int left = Integer.parseInt(count.substring(1)); left > 0; left--) {
        in.readLine();
        names.add(in.readLine());
      }
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends an inline command and reads the first line of the answer. */
  private static String ask(Socket socket, BufferedReader in, String command) throws IOException {
    socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
    String answer = in.readLine();
    if (answer == null || answer.startsWith("-")) {
      throw new IOException("Redis refused: " + answer);
    }
    return answer;
  }
}
