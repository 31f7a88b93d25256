package io.darkroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bytes that must not get through, each with the answer it gets, in the clear and over TLS. */
class WireAttackIT {
  private static final String HOST = "Host: localhost\r\n";

  @RegisterExtension
  private static final EveryWire WIRES = new EveryWire(Wire.CLEAR, Wire.TLS, Wire.TLS_UNSPOKEN);

  @TestFactory
  Stream<DynamicContainer> paths() {
    return WIRES.each((wire, gateway) -> paths(gateway).map(attack -> attack.on(wire, gateway)));
  }

  private static Stream<RawAttack> paths(GatewayFixture gateway) {
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
                new RawAttack(
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
  Stream<DynamicContainer> methodsAndSizes() {
    return WIRES.each(
        (wire, gateway) -> methodsAndSizes(gateway).map(attack -> attack.on(wire, gateway)));
  }

  private static Stream<RawAttack> methodsAndSizes(GatewayFixture gateway) {
    String token = "Authorization: Bearer " + gateway.token() + "\r\n";
    String many =
        IntStream.range(0, 150).mapToObj(i -> "x" + i + ": 1\r\n").reduce("", String::concat);
    return Stream.of(
        new RawAttack(
            "TRACE",
            "TRACE /api/jobs HTTP/1.1\r\n" + HOST + token + "Connection: close\r\n\r\n",
            Set.of(404, 405)),
        new RawAttack(
            "CONNECT",
            "CONNECT evil:443 HTTP/1.1\r\n" + HOST + token + "Connection: close\r\n\r\n",
            Set.of(400, 404, 405)),
        new RawAttack(
            "invented method",
            "STEAL /api/jobs HTTP/1.1\r\n" + HOST + token + "Connection: close\r\n\r\n",
            Set.of(404, 405)),
        new RawAttack(
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
        new RawAttack(
            "long header",
            "GET /api/jobs HTTP/1.1\r\n" + HOST + "X-A: " + "a".repeat(40_000) + "\r\n\r\n",
            Set.of(431)),
        new RawAttack(
            "many headers",
            "GET /api/jobs HTTP/1.1\r\n" + HOST + token + many + "\r\n",
            Set.of(431)),
        new RawAttack(
            "long address",
            "GET /api/jobs?" + "a".repeat(20_000) + " HTTP/1.1\r\n" + HOST + "\r\n",
            Set.of(414)),
        new RawAttack(
            "body over the limit",
            "POST /api/jobs HTTP/1.1\r\n"
                + HOST
                + token
                + "Content-Type: application/json\r\nContent-Length: 2000000\r\n\r\n",
            Set.of(413)),
        new RawAttack(
            "upload over the limit",
            "POST /api/images HTTP/1.1\r\n"
                + HOST
                + token
                + "Content-Type: image/png\r\nContent-Length: 99000000\r\n\r\n",
            Set.of(413)),
        new RawAttack(
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

  @TestFactory
  Stream<DynamicContainer> bytesThatAreNoHttp() {
    return WIRES.each(
        (wire, gateway) ->
            Stream.of("\1\2\3\4\r\n\r\n", "\026\003\001\002", "GET\r\n\r\n", "\r\n\r\n\r\n")
                .map(
                    bytes ->
                        DynamicTest.dynamicTest(
                            Integer.toString(bytes.hashCode()),
                            () ->
                                assertThat(
                                        RawClient.statuses(
                                            RawClient.exchange(wire, gateway, bytes)))
                                    .isSubsetOf(400))));
  }
}
