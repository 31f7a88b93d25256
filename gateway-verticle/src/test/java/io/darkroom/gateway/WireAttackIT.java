package io.darkroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bytes that must not get through, each with the answer it gets. */
class WireAttackIT {
  private static final String JOBS = "/api/jobs";
  private static final String HOST = "Host: localhost\r\n";
  @RegisterExtension private static final SharedGateway SHARED = SharedGateway.impatient();

  private static GatewayFixture gateway;

  @BeforeAll
  static void take() {
    gateway = SHARED.get();
  }

  @TestFactory
  Stream<DynamicTest> smuggling() {
    String auth = "Authorization: Bearer " + gateway.token() + "\r\n";
    String head =
        "POST /api/jobs HTTP/1.1\r\n" + HOST + auth + "Content-Type: application/json\r\n";
    String inner = "GET /api/jobs?smuggled HTTP/1.1\r\n" + HOST + auth + "\r\n";
    return Stream.of(
        raw("two lengths", head + "Content-Length: 0\r\nContent-Length: 5\r\n\r\nhello"),
        raw("two equal lengths in one", head + "Content-Length: 5, 6\r\n\r\nhello"),
        raw(
            "length and chunks",
            head + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + inner),
        raw(
            "chunks and length",
            head + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n" + inner),
        raw(
            "two codings",
            head
                + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n"
                + inner),
        raw("coding list", head + "Transfer-Encoding: identity, chunked\r\n\r\n0\r\n\r\n"),
        raw(
            "unknown coding",
            head + "Transfer-Encoding: xchunked\r\nContent-Length: 0\r\n\r\n" + inner),
        raw("gzip coding", head + "Transfer-Encoding: gzip\r\n\r\n"),
        raw("space before the colon", head + "Content-Length : 5\r\n\r\nhello"),
        raw("negative length", head + "Content-Length: -1\r\n\r\n"),
        raw("signed length", head + "Content-Length: +5\r\n\r\nhello"),
        raw("hexadecimal length", head + "Content-Length: 0x5\r\n\r\nhello"),
        raw("huge length", head + "Content-Length: 99999999999999999999\r\n\r\n"),
        raw(
            "coding with HTTP/1.0",
            head.replace("1.1", "1.0") + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + inner),
        raw("null in a header", head + "X-A: a\0b\r\nContent-Length: 0\r\n\r\n"),
        raw("bare CR in a header", head + "X-A: a\rContent-Length: 5\r\nContent-Length: 0\r\n\r\n"),
        raw("no host", "GET /api/jobs HTTP/1.1\r\n" + auth + "\r\n"),
        raw("two hosts", "GET /api/jobs HTTP/1.1\r\n" + HOST + "Host: evil\r\n" + auth + "\r\n"),
        raw("host with a path", "GET /api/jobs HTTP/1.1\r\nHost: a/../b\r\n" + auth + "\r\n"),
        raw(
            "absolute address",
            "GET http://evil.example/api/jobs HTTP/1.1\r\n" + HOST + auth + "\r\n"),
        raw("address of two slashes", "GET //api/jobs HTTP/1.1\r\n" + HOST + auth + "\r\n"),
        raw("no version", "GET /api/jobs\r\n\r\n"),
        raw("two authorizations", "GET /api/jobs HTTP/1.1\r\n" + HOST + auth + auth + "\r\n"),
        raw(
            "header without a name",
            "GET /api/jobs HTTP/1.1\r\n" + HOST + ": x\r\n" + auth + "\r\n"));
  }

  @TestFactory
  Stream<DynamicTest> paths() {
    return Stream.of(
            "/api/jobs/../../etc/passwd",
            "/api/jobs/%2e%2e/%2e%2e/internal/auth/exchange",
            "/api/images/..%2f..%2fsecret/content",
            "/api/images/%2e%2e%2fsecret",
            "/api/images/..%5c..%5cwindows",
            "/api/images/a%00b",
            "/api/images/a%0d%0aX-Evil:1",
            "/api/images/..",
            "/internal/auth/exchange",
            "/internal/auth/ended-grants",
            "/metrics",
            "/health/ready",
            "/api/../internal/auth/ended-grants",
            "/assets/../../META-INF/MANIFEST.MF",
            "/assets/%2e%2e/%2e%2e/io/darkroom/kit/contract/common.json",
            "/.env",
            "/.git/config",
            "/api/jobs/%ZZ")
        .map(
            path ->
                raw(
                    path,
                    "GET "
                        + path
                        + " HTTP/1.1\r\n"
                        + HOST
                        + "Connection: close\r\nAuthorization: Bearer "
                        + gateway.token()
                        + "\r\n\r\n",
                    Set.of(400, 404)));
  }

  @TestFactory
  Stream<DynamicTest> methodsAndSizes() {
    String token = "Authorization: Bearer " + gateway.token() + "\r\n";
    String many =
        IntStream.range(0, 150).mapToObj(i -> "x" + i + ": 1\r\n").reduce("", String::concat);
    return Stream.of(
        raw(
            "TRACE",
            "TRACE /api/jobs HTTP/1.1\r\n" + HOST + token + "Connection: close\r\n\r\n",
            Set.of(404, 405)),
        raw(
            "CONNECT",
            "CONNECT evil:443 HTTP/1.1\r\n" + HOST + token + "Connection: close\r\n\r\n",
            Set.of(400, 404, 405)),
        raw(
            "invented method",
            "STEAL /api/jobs HTTP/1.1\r\n" + HOST + token + "Connection: close\r\n\r\n",
            Set.of(404, 405)),
        raw(
            "method override",
            "POST /api/jobs/"
                + GatewayFixture.JOB
                + " HTTP/1.1\r\n"
                + HOST
                + token
                + "X-HTTP-Method-Override: DELETE\r\n"
                + "Content-Length: 0\r\n"
                + "Connection: close\r\n\r\n",
            Set.of(405)),
        raw(
            "long header",
            "GET /api/jobs HTTP/1.1\r\n" + HOST + "X-A: " + "a".repeat(40_000) + "\r\n\r\n",
            Set.of(431)),
        raw(
            "many headers",
            "GET /api/jobs HTTP/1.1\r\n" + HOST + token + many + "\r\n",
            Set.of(431)),
        raw(
            "long address",
            "GET /api/jobs?" + "a".repeat(20_000) + " HTTP/1.1\r\n" + HOST + "\r\n",
            Set.of(414)),
        raw(
            "body over the limit",
            "POST /api/jobs HTTP/1.1\r\n"
                + HOST
                + token
                + "Content-Type: application/json\r\nContent-Length: 2000000\r\n\r\n",
            Set.of(413)),
        raw(
            "upload over the limit",
            "POST /api/images HTTP/1.1\r\n"
                + HOST
                + token
                + "Content-Type: image/png\r\nContent-Length: 99000000\r\n\r\n",
            Set.of(413)),
        raw(
            "websocket",
            "GET /api/nothing HTTP/1.1\r\n"
                + HOST
                + token
                + "Connection: Upgrade\r\n"
                + "Upgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
            Set.of(404)));
  }

  @Test
  void headersSentByteByByteDoNotHoldAConnection() throws Exception {
    long before = System.nanoTime();
    try (Socket socket = new Socket("127.0.0.1", gateway.port())) {
      socket.setSoTimeout(200);
      socket
          .getOutputStream()
          .write("GET /api/jobs HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
      boolean open = true;
      while (open && System.nanoTime() - before < Duration.ofSeconds(20).toNanos()) {
        open = drip(socket);
      }
      assertThat(open).as("still connected").isFalse();
    }
    assertThat(gateway.send(gateway.signedIn(JOBS)).statusCode()).isEqualTo(200);
  }

  @Test
  void bodiesInBrokenChunksNeverBecomeWhole() throws Exception {
    String head =
        "POST /api/jobs HTTP/1.1\r\n"
            + HOST
            + "Authorization: Bearer "
            + gateway.token()
            + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (String body :
        List.of("zz\r\nhello\r\n0\r\n\r\n", "-1\r\nhello\r\n0\r\n\r\n", "5;\0\r\nhel")) {
      assertThat(RawClient.statuses(RawClient.exchange(gateway.port(), head + body)))
          .as(body)
          .doesNotContain(200);
    }
  }

  @Test
  void bytesThatAreNoHttpAreNotAnswered200() throws Exception {
    for (String bytes :
        List.of("\1\2\3\4\r\n\r\n", "\026\003\001\002", "GET\r\n\r\n", "\r\n\r\n\r\n")) {
      assertThat(RawClient.statuses(RawClient.exchange(gateway.port(), bytes))).doesNotContain(200);
    }
  }

  /** Sends one byte and waits a little for the server to hang up. */
  private static boolean drip(Socket socket) {
    try {
      socket.getOutputStream().write('x');
      return socket.getInputStream().read() >= 0;
    } catch (SocketTimeoutException quiet) {
      return true;
    } catch (IOException hungUp) {
      return false;
    }
  }

  private static DynamicTest raw(String name, String bytes) {
    return raw(name, bytes, Set.of(400));
  }

  private static DynamicTest raw(String name, String bytes, Set<Integer> statuses) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          gateway.job.seen.clear();
          String said = RawClient.exchange(gateway.port(), bytes);
          List<Integer> answers = RawClient.statuses(said);
          assertThat(answers).as(said).hasSize(1);
          assertThat(answers.getFirst()).as(said).isIn(statuses);
          assertThat(said).doesNotContain("Exception").doesNotContain("root:");
          assertThat(problem(said)).as(said).isPresent();
          assertThat(gateway.job.seen).isEmpty();
        });
  }

  private static Optional<JsonObject> problem(String said) {
    int body = said.indexOf("\r\n\r\n{");
    return body < 0 ? Optional.empty() : Optional.of(new JsonObject(said.substring(body + 4)));
  }
}
