package io.darkroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests that two readers could understand differently, in the clear and over TLS. */
class SmugglingIT {
  private static final String HOST = "Host: localhost\r\n";

  @RegisterExtension
  private static final EveryWire WIRES = new EveryWire(Wire.CLEAR, Wire.TLS, Wire.TLS_UNSPOKEN);

  /** Beside HTTP/2 in the clear a gateway sees less of a head, and refuses all chunks instead. */
  @RegisterExtension
  private static final EveryWire BESIDE_HTTP2 = new EveryWire(Wire.CLEAR_WITH_HTTP2);

  @TestFactory
  Stream<DynamicContainer> bodiesBesideHttp2() {
    return BESIDE_HTTP2.each(
        (wire, gateway) ->
            bodies(gateway).stream()
                .map(attack -> new RawAttack(attack.name(), attack.bytes(), Set.of(400, 411)))
                .map(attack -> attack.on(wire, gateway)));
  }

  private static List<RawAttack> bodies(GatewayFixture gateway) {
    String auth = "Authorization: Bearer " + gateway.token() + "\r\n";
    String head =
        "POST /api/jobs HTTP/1.1\r\n" + HOST + auth + "Content-Type: application/json\r\n";
    String inner = "GET /api/jobs?smuggled HTTP/1.1\r\n" + HOST + auth + "\r\n";
    List<RawAttack> all = new ArrayList<>(lengths(head, inner));
    all.addAll(codings(head, inner));
    return all;
  }

  @TestFactory
  Stream<DynamicContainer> heads() {
    return WIRES.each((wire, gateway) -> heads(gateway).stream().map(a -> a.on(wire, gateway)));
  }

  private static List<RawAttack> heads(GatewayFixture gateway) {
    String auth = "Authorization: Bearer " + gateway.token() + "\r\n";
    String post = "POST /api/jobs HTTP/1.1\r\n" + HOST + auth;
    String head = post + "Content-Type: application/json\r\n";
    String inner = "GET /api/jobs?smuggled HTTP/1.1\r\n" + HOST + auth + "\r\n";
    String get = "GET /api/jobs HTTP/1.1\r\n";
    List<RawAttack> all = new ArrayList<>(bodies(gateway));
    all.addAll(lines(post, head, inner));
    all.add(new RawAttack("no host", get + auth + "\r\n"));
    all.add(new RawAttack("two hosts", get + HOST + "Host: evil\r\n" + auth + "\r\n"));
    all.add(new RawAttack("host with a path", get + "Host: a/../b\r\n" + auth + "\r\n"));
    all.add(new RawAttack("host with a name", get + "Host: me@evil\r\n" + auth + "\r\n"));
    all.add(new RawAttack("two authorizations", get + HOST + auth + auth + "\r\n"));
    String evil = "GET http://evil.example/api/jobs HTTP/1.1\r\n";
    all.add(new RawAttack("absolute address", evil + HOST + auth + "\r\n"));
    String slashes = "GET //api/jobs HTTP/1.1\r\n";
    all.add(new RawAttack("address of two slashes", slashes + HOST + auth + "\r\n"));
    return all;
  }

  private static List<RawAttack> lengths(String head, String inner) {
    return List.of(
        new RawAttack("two lengths", head + "Content-Length: 0\r\nContent-Length: 5\r\n\r\nhello"),
        new RawAttack(
            "two equal lengths", head + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello"),
        new RawAttack("two lengths in one", head + "Content-Length: 5, 6\r\n\r\nhello"),
        new RawAttack("two equal lengths in one", head + "Content-Length: 5, 5\r\n\r\nhello"),
        new RawAttack(
            "lengths of two cases", head + "Content-Length: 0\r\ncOnTeNt-LeNgTh: 5\r\n\r\nhello"),
        new RawAttack("negative length", head + "Content-Length: -1\r\n\r\n"),
        new RawAttack("signed length", head + "Content-Length: +5\r\n\r\nhello"),
        new RawAttack("hexadecimal length", head + "Content-Length: 0x5\r\n\r\nhello"),
        new RawAttack("broken length", head + "Content-Length: 5.0\r\n\r\nhello"),
        new RawAttack("length of two words", head + "Content-Length: 5 5\r\n\r\nhello"),
        new RawAttack("empty length", head + "Content-Length: \r\n\r\n" + inner),
        new RawAttack("huge length", head + "Content-Length: 99999999999999999999\r\n\r\n"),
        new RawAttack("space before the colon", head + "Content-Length : 5\r\n\r\nhello"),
        new RawAttack("tab before the colon", head + "Content-Length\t: 5\r\n\r\nhello"));
  }

  private static List<RawAttack> codings(String head, String inner) {
    String empty = "\r\n0\r\n\r\n";
    return List.of(
        new RawAttack(
            "length and chunks",
            head + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n" + empty + inner),
        new RawAttack(
            "chunks and length",
            head + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n" + empty + inner),
        new RawAttack(
            "chunks and no length",
            head + "Transfer-Encoding: chunked\r\nContent-Length: 0\r\n" + empty + inner),
        new RawAttack(
            "two codings",
            head + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n" + empty + inner),
        new RawAttack(
            "chunks twice",
            head + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n" + empty),
        new RawAttack("coding list", head + "Transfer-Encoding: identity, chunked\r\n" + empty),
        new RawAttack("chunks first", head + "Transfer-Encoding: chunked, identity\r\n" + empty),
        new RawAttack("quoted coding", head + "Transfer-Encoding: \"chunked\"\r\n" + empty),
        new RawAttack("coding with a setting", head + "Transfer-Encoding: chunked;q=1\r\n" + empty),
        new RawAttack(
            "unknown coding",
            head + "Transfer-Encoding: xchunked\r\nContent-Length: 0\r\n\r\n" + inner),
        new RawAttack("gzip coding", head + "Transfer-Encoding: gzip\r\n\r\n"),
        new RawAttack("empty coding", head + "Transfer-Encoding:\r\n\r\n" + inner),
        new RawAttack(
            "coding after a control", head + "Transfer-Encoding: \013chunked\r\n" + empty + inner),
        new RawAttack(
            "space before the colon of chunks",
            head + "Transfer-Encoding : chunked\r\n" + empty + inner),
        new RawAttack(
            "coding with HTTP/1.0",
            head.replace("1.1", "1.0") + "Transfer-Encoding: chunked\r\n" + empty + inner));
  }

  private static List<RawAttack> lines(String post, String head, String inner) {
    String none = "Content-Length: 0\r\n\r\n";
    return List.of(
        new RawAttack("folded header", head + "X-A: a\r\n b\r\n" + none),
        new RawAttack("folded with a tab", head + "X-A: a\r\n\tb\r\n" + none),
        new RawAttack("folded length", head + "Content-Length:\r\n 5\r\n\r\nhello"),
        new RawAttack(
            "folded coding", head + "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n" + inner),
        new RawAttack(
            "length folded away", head + "X-A: a\r\n Content-Length: 5\r\n" + none + inner),
        new RawAttack("space before the first header", post.replace(HOST, " " + HOST) + none),
        new RawAttack("bare line feed", head.replace("\r\n", "\n") + "Content-Length: 0\n\n"),
        new RawAttack("one bare line feed", head + "X-A: a\nX-B: b\r\n" + none),
        new RawAttack("end of a bare line feed", head + "Content-Length: 0\r\n\n" + inner),
        new RawAttack("bare line feed after the address", post.replaceFirst("\r", "") + none),
        new RawAttack("null in a header", head + "X-A: a\0b\r\n" + none),
        new RawAttack("bare CR in a header", head + "X-A: a\rContent-Length: 5\r\n" + none),
        new RawAttack("header without a name", head + ": x\r\n" + none),
        new RawAttack("header without a colon", head + "X-A\r\n" + none),
        new RawAttack("no version", "GET /api/jobs\r\n\r\n"),
        new RawAttack("version of the future", post.replace("HTTP/1.1", "HTTP/9.9") + none),
        new RawAttack("version in small letters", post.replace("HTTP/1.1", "http/1.1") + none),
        new RawAttack("no space before the version", post.replace(" HTTP", "HTTP") + none),
        new RawAttack("two addresses", post.replace("/api/jobs", "/api/jobs /x") + none));
  }

  @TestFactory
  Stream<DynamicContainer> chunks() {
    return WIRES.each(
        (wire, gateway) ->
            Stream.of(
                    "zz\r\nhello\r\n0\r\n\r\n",
                    "-1\r\nhello\r\n0\r\n\r\n",
                    "+5\r\nhello\r\n0\r\n\r\n",
                    "0x5\r\nhello\r\n0\r\n\r\n",
                    "5\nhello\r\n0\r\n\r\n",
                    "5\r\nhello\n0\r\n\r\n",
                    "5\r\nhello\r\n0\n\n",
                    "5\rX\nhello\r\n0\r\n\r\n",
                    "5;a\nb\r\nhello\r\n0\r\n\r\n",
                    "5;\0\r\nhello\r\n0\r\n\r\n",
                    "5\r\nhello0\r\n\r\n",
                    "3\r\nhello\r\n0\r\n\r\n",
                    "5\r\nhelloXX0\r\n\r\n",
                    "FFFFFFFFFFFFFFFF5\r\nhello\r\n0\r\n\r\n",
                    "100000005\r\nhello\r\n0\r\n\r\n",
                    " 5\r\nhello\r\n0\r\n\r\n",
                    "\r\nhello\r\n0\r\n\r\n")
                .map(body -> brokenBody(wire, gateway, body)));
  }

  /**
   * A body that is never whole: no service gets its end, and nothing in it is read as a request.
   */
  private static DynamicTest brokenBody(Wire wire, GatewayFixture gateway, String body) {
    return DynamicTest.dynamicTest(
        body.replace("\r", "\\r").replace("\n", "\\n").replace("\0", "\\0"),
        () -> {
          List<String> whole = new CopyOnWriteArrayList<>();
          gateway.job.seen.clear();
          gateway.job.behave(
              request -> {
                request.body().onSuccess(all -> whole.add(all.toString()));
                FakeService.echo(request);
              });
          String auth = HOST + "Authorization: Bearer " + gateway.token() + "\r\n";
          String head = "POST /api/jobs HTTP/1.1\r\n" + auth + "Content-Type: application/json\r\n";
          String next = "GET /api/jobs?smuggled HTTP/1.1\r\n" + auth + "\r\n";

          String said =
              RawClient.exchange(
                  wire, gateway, head + "Transfer-Encoding: chunked\r\n\r\n" + body + next);

          assertThat(RawClient.statuses(said)).as(said).isSubsetOf(400);
          assertThat(whole).isEmpty();
          assertThat(gateway.job.seen)
              .noneMatch(seen -> seen.getString("uri").contains("smuggled"));
        });
  }
}
