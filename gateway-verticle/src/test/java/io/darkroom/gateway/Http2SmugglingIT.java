package io.darkroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Requests over HTTP/2 that would become something else in HTTP/1.1, which services speak. Each is
 * answered with a refusal, or its stream or connection ends; no service hears of it.
 */
class Http2SmugglingIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String PATH = "/api/jobs";
  private static final int OK = 0x88;
  private static TestCertificate certificate;
  private static GatewayFixture gateway;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    certificate = TestCertificate.create(folder);
    gateway =
        new GatewayFixture(
            certificate, Map.of("gateway.timeouts.idle", "2s", "gateway.timeouts.api", "2s"));
  }

  @AfterAll
  static void stop() throws Exception {
    gateway.close();
  }

  @TestFactory
  Stream<DynamicTest> headers() {
    return Stream.of(
        header("chunks", "transfer-encoding", "chunked"),
        header("connection", "connection", "keep-alive"),
        header("connection that names a header", "connection", "authorization"),
        header("keep-alive", "keep-alive", "timeout=5"),
        header("upgrade", "upgrade", "websocket"),
        header("proxy connection", "proxy-connection", "keep-alive"),
        header("te", "te", "gzip"),
        header("two lengths", "content-length", "0", "content-length", "5"),
        header("negative length", "content-length", "-1"),
        header("length in one with another", "content-length", "0, 5"),
        header("capital letters", "X-A", "b"),
        header("line break in a value", "x-a", "b\r\nx-evil: c"),
        header("request in a value", "x-a", "b\r\n\r\nGET /api/jobs?smuggled HTTP/1.1"),
        header("line feed in a value", "x-a", "b\nx-evil: c"),
        header("null in a value", "x-a", "b\0c"),
        header("line break in a name", "x-a: b\r\nx-evil", "c"),
        header("colon in a name", "x-a:b", "c"),
        header("space in a name", "x a", "c"),
        header("no name", "", "c"),
        header("second host", "host", "evil.example", "host", "evil.example"),
        header("second authorization", "authorization", "Bearer x"),
        header("pseudo header at the end", ":path", "/api/images"),
        header("unknown pseudo header", ":evil", "x"));
  }

  @TestFactory
  Stream<DynamicTest> addresses() {
    return Stream.of(
        address("request in the path", "GET", "/api/jobs HTTP/1.1\r\nx-evil: b\r\n\r\nGET /"),
        address("space in the path", "GET", "/api/jobs /x"),
        address("line break in the path", "GET", "/api/jobs\r\nx-evil:c"),
        address("no path", "GET", ""),
        address("path without a slash", "GET", "api/jobs"),
        address("absolute path", "GET", "https://evil.example/api/jobs"),
        address("path of two slashes", "GET", "//evil.example/api/jobs"),
        address("path upwards", "GET", "/api/jobs/../../internal/auth/exchange"),
        address("request in the method", "GET /api/images HTTP/1.1\r\nx-evil: b\r\n\r\nGET", PATH),
        address("no method", "", PATH),
        address("method in small letters", "get", PATH));
  }

  @TestFactory
  Stream<DynamicTest> heads() {
    String bearer = "Bearer " + gateway.token();
    return Stream.of(
        head("no path", ":method", "GET", ":scheme", "https", ":authority", "127.0.0.1"),
        head("no method", ":path", PATH, ":scheme", "https", ":authority", "127.0.0.1"),
        head(
            "two methods",
            ":method",
            "GET",
            ":method",
            "POST",
            ":path",
            PATH,
            ":scheme",
            "https",
            ":authority",
            "127.0.0.1",
            "authorization",
            bearer),
        head(
            "host of a stranger in the authority",
            ":method",
            "GET",
            ":path",
            PATH,
            ":scheme",
            "https",
            ":authority",
            "me@evil.example/x",
            "authorization",
            bearer),
        head(
            "two different hosts",
            ":method",
            "GET",
            ":path",
            PATH,
            ":scheme",
            "https",
            ":authority",
            "127.0.0.1",
            "authorization",
            bearer,
            "host",
            "evil.example"));
  }

  @TestFactory
  Stream<DynamicTest> bodies() {
    return Stream.of(body("longer than said", "3"), body("shorter than said", "9"));
  }

  /** Five bytes that were announced as more or fewer: no service takes them for a whole body. */
  private static DynamicTest body(String name, String length) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          List<String> whole = new CopyOnWriteArrayList<>();
          gateway.job.behave(request -> request.body().onSuccess(all -> whole.add(all.toString())));
          try (RawHttp2 client = new RawHttp2(certificate, gateway.port())) {
            client.frame(RawHttp2.HEADERS, 0, 1, RawHttp2.request("POST", PATH, gateway.token()));
            byte[] more =
                RawHttp2.block("content-type", "application/json", "content-length", length);
            client.frame(RawHttp2.CONTINUATION, RawHttp2.END_HEADERS, 1, more);
            byte[] five = "[1,2]".getBytes(StandardCharsets.US_ASCII);
            client.frame(RawHttp2.DATA, RawHttp2.END_STREAM, 1, five);
            assertRefused(client);
          }
          assertThat(whole).isEmpty();
        });
  }

  private static DynamicTest header(String name, String... pairs) {
    return attack(
        name, RawHttp2.request("GET", PATH, gateway.token()), Optional.of(RawHttp2.block(pairs)));
  }

  private static DynamicTest address(String name, String method, String path) {
    return attack(name, RawHttp2.request(method, path, gateway.token()), Optional.empty());
  }

  private static DynamicTest head(String name, String... pairs) {
    return attack(name, RawHttp2.block(pairs), Optional.empty());
  }

  private static DynamicTest attack(String name, byte[] head, Optional<byte[]> more) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          gateway.job.behave(FakeService::echo);
          gateway.job.seen.clear();
          try (RawHttp2 client = new RawHttp2(certificate, gateway.port())) {
            int end = more.isPresent() ? 0 : RawHttp2.END_HEADERS;
            client.frame(RawHttp2.HEADERS, RawHttp2.END_STREAM | end, 1, head);
            if (more.isPresent()) {
              client.frame(RawHttp2.CONTINUATION, RawHttp2.END_HEADERS, 1, more.get());
            }
            assertRefused(client);
          }
          assertThat(gateway.job.seen).isEmpty();
          assertThat(gateway.send(gateway.signedIn(PATH)).statusCode()).isEqualTo(200);
        });
  }

  /** The stream or the connection ends, or there is an answer that is no good one. */
  private static void assertRefused(RawHttp2 client) throws Exception {
    Optional<RawHttp2.Frame> frame = client.next(LIMIT);
    while (frame.isPresent()
        && frame.get().type() != RawHttp2.HEADERS
        && frame.get().type() != RawHttp2.RESET) {
      frame = client.next(LIMIT);
    }
    frame
        .filter(answer -> answer.type() == RawHttp2.HEADERS)
        .ifPresent(answer -> assertThat((int) answer.payload().charAt(0)).isNotEqualTo(OK));
  }
}
