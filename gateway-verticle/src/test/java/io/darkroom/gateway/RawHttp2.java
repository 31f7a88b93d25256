package io.darkroom.gateway;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Speaks HTTP/2 frame by frame, as no well-behaved client would. */
final class RawHttp2 implements AutoCloseable {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RESET = 3;
  static final int SETTINGS = 4;
  static final int CONTINUATION = 9;
  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;

  private final SSLSocket socket;
  private final DataOutputStream out;
  private final DataInputStream in;

  /** A frame the server sent. */
  record Frame(int type, int stream, String payload) {}

  RawHttp2(TestCertificate certificate, int port) throws Exception {
    socket = (SSLSocket) certificate.context().getSocketFactory().createSocket("127.0.0.1", port);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    socket.setSSLParameters(parameters);
    socket.setSoTimeout(10_000);
    socket.startHandshake();
    socket.setSoTimeout(100);
    out = new DataOutputStream(socket.getOutputStream());
    in = new DataInputStream(socket.getInputStream());
    out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    frame(SETTINGS, 0, 0, new byte[0]);
  }

  void frame(int type, int flags, int stream, byte[] payload) throws IOException {
    byte[] whole = new byte[9 + payload.length];
    whole[0] = (byte) (payload.length >> 16);
    whole[1] = (byte) (payload.length >> 8);
    whole[2] = (byte) payload.length;
    whole[3] = (byte) type;
    whole[4] = (byte) flags;
    whole[5] = (byte) (stream >> 24);
    whole[6] = (byte) (stream >> 16);
    whole[7] = (byte) (stream >> 8);
    whole[8] = (byte) stream;
    System.arraycopy(payload, 0, whole, 9, payload.length);
    out.write(whole);
  }

  /** The header block of a request: pairs of name and value, none of them compressed. */
  static byte[] block(String... pairs) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    for (int i = 0; i < pairs.length; i += 2) {
      block.write(0);
      text(block, pairs[i]);
      text(block, pairs[i + 1]);
    }
    return block.toByteArray();
  }

  /** The start of any request to this gateway. */
  static byte[] request(String method, String path, String token) {
    return block(
        ":method",
        method,
        ":scheme",
        "https",
        ":path",
        path,
        ":authority",
        "127.0.0.1",
        "authorization",
        "Bearer " + token);
  }

  private static void text(ByteArrayOutputStream block, String text) {
    int length = text.length();
    if (length < 127) {
      block.write(length);
    } else {
      block.write(127);
      length -= 127;
      while (length >= 128) {
        block.write((length & 127) | 128);
        length >>= 7;
      }
      block.write(length);
    }
    block.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** The next frame; empty when the server hung up. Fails when neither happens in time. */
  Optional<Frame> next(Duration limit) throws IOException {
    long until = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() < until) {
      try {
        int first = in.read();
        if (first < 0) {
          return Optional.empty();
        }
        socket.setSoTimeout(10_000);
        int length = first << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        in.readUnsignedByte();
        int stream = in.readInt();
        byte[] payload = new byte[length];
        in.readFully(payload);
        socket.setSoTimeout(100);
        return Optional.of(
            new Frame(type, stream, new String(payload, StandardCharsets.ISO_8859_1)));
      } catch (java.net.SocketTimeoutException quiet) {
        socket.setSoTimeout(100);
      } catch (IOException hungUp) {
        return Optional.empty();
      }
    }
    throw new IOException("the server neither answered nor hung up");
  }

  /** Reads until the server hangs up. */
  void awaitHangUp(Duration limit) throws IOException {
    long until = System.nanoTime() + limit.toNanos();
    while (next(Duration.ofNanos(until - System.nanoTime())).isPresent()) {
      // What it says before does not matter.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
