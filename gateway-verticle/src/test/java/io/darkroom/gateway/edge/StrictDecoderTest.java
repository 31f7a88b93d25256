package io.darkroom.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpServerOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes in pieces of any size mean the same as in one. */
class StrictDecoderTest {
  private static final String POST = "POST /a HTTP/1.1\r\nHost: b\r\n";
  private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";
  private static final String NEXT = "GET /next HTTP/1.1\r\nHost: b\r\n\r\n";

  static Stream<Arguments> requests() {
    return Stream.of(
        Arguments.of(NEXT + NEXT, List.of("/next", "end", "/next", "end")),
        Arguments.of(
            POST + "Content-Length: 5\r\n\r\n a\nb " + NEXT,
            List.of("/a", " a\nb ", "end", "/next", "end")),
        Arguments.of(
            CHUNKED + "5\r\nhel\r\n\r\n1\r\n!\r\n0\r\n\r\n" + NEXT,
            List.of("/a", "hel\r\n!", "end", "/next", "end")),
        Arguments.of(
            CHUNKED + "2\r\n\r\n\r\n0000000A\r\n0123456789\r\n0\r\nX: y\r\n z\r\n\r\n" + NEXT,
            List.of("/a", "\r\n0123456789", "end", "/next", "end")),
        Arguments.of(CHUNKED + "100000005\r\nhello\r\n0\r\n\r\n" + NEXT, List.of("/a", "bad")),
        Arguments.of(
            CHUNKED + "3\r\nabc\r\n100000005\r\nhello\r\n0\r\n\r\n" + NEXT,
            List.of("/a", "abc", "bad")),
        Arguments.of(CHUNKED + " 5\r\nhello\r\n0\r\n\r\n" + NEXT, List.of("/a", "bad")),
        Arguments.of(CHUNKED + "\r\nhello\r\n0\r\n\r\n" + NEXT, List.of("/a", "bad")),
        Arguments.of(POST + "X: a\r\n b\r\n\r\n" + NEXT, List.of("bad")),
        Arguments.of(POST + "X: a\r\n\tb\r\nContent-Length: 1\r\n\r\nz" + NEXT, List.of("bad")),
        Arguments.of("GET /a HTTP/2.0\r\n\r\n" + NEXT, List.of("bad")));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void readsThemAs(String bytes, List<String> wanted) {
    assertThat(decoded(bytes, bytes.length())).as("whole").isEqualTo(wanted);
    assertThat(decoded(bytes, 1)).as("byte by byte").isEqualTo(wanted);
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      int most = 1 + random.nextInt(9);
      assertThat(decoded(bytes, most)).as("pieces of %d", most).isEqualTo(wanted);
    }
  }

  /** What came out: addresses, bodies and their ends, up to the first thing that is bad. */
  private static List<String> decoded(String bytes, int piece) {
    EmbeddedChannel channel = new EmbeddedChannel(new StrictDecoder(new HttpServerOptions()));
    for (int i = 0; i < bytes.length(); i += piece) {
      String part = bytes.substring(i, Math.min(bytes.length(), i + piece));
      channel.writeInbound(Unpooled.copiedBuffer(part, StandardCharsets.ISO_8859_1));
    }
    List<String> all = new ArrayList<>();
    StringBuilder body = new StringBuilder();
    for (HttpObject next = channel.readInbound(); next != null; next = channel.readInbound()) {
      if (next.decoderResult().isFailure()) {
        addBody(all, body);
        all.add("bad");
        break;
      }
      if (next instanceof HttpRequest request) {
        all.add(request.uri());
      }
      if (next instanceof HttpContent content) {
        body.append(content.content().toString(StandardCharsets.ISO_8859_1));
      }
      if (next instanceof LastHttpContent) {
        addBody(all, body);
        all.add("end");
      }
      ReferenceCountUtil.release(next);
    }
    channel.finishAndReleaseAll();
    return all;
  }

  private static void addBody(List<String> all, StringBuilder body) {
    if (!body.isEmpty()) {
      all.add(body.toString());
      body.setLength(0);
    }
  }
}
