package io.darkroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames that are to wear the gateway out. Each ends with its connection, and nobody else's. */
class Http2AttackIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String JOBS = "/api/jobs";
  private static TestCertificate certificate;
  private static GatewayFixture gateway;
  private RawHttp2 attacker;

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

  @BeforeEach
  void connect() throws Exception {
    attacker = new RawHttp2(certificate, gateway.port());
    gateway.job.seen.clear();
  }

  @AfterEach
  void othersAreServed() throws Exception {
    attacker.close();
    assertThat(gateway.send(gateway.signedIn(JOBS)).statusCode()).isEqualTo(200);
  }

  @Test
  void requestsThatAreTakenBackAtOnce() throws Exception {
    byte[] request = RawHttp2.request("GET", JOBS, gateway.token());
    flood(
        10_000,
        i -> {
          int stream = 2 * i + 1;
          attacker.frame(
              RawHttp2.HEADERS, RawHttp2.END_STREAM | RawHttp2.END_HEADERS, stream, request);
          attacker.frame(RawHttp2.RESET, 0, stream, new byte[] {0, 0, 0, 8});
        });
    attacker.awaitHangUp(LIMIT);
  }

  @Test
  void headersThatNeverEnd() throws Exception {
    attacker.frame(
        RawHttp2.HEADERS, RawHttp2.END_STREAM, 1, RawHttp2.request("GET", JOBS, gateway.token()));
    byte[] more = RawHttp2.block("x-more", "a".repeat(1_000));
    flood(20_000, i -> attacker.frame(RawHttp2.CONTINUATION, 0, 1, more));
    attacker.awaitHangUp(LIMIT);
    assertThat(gateway.job.seen).isEmpty();
  }

  @Test
  void headersInTinyPieces() throws Exception {
    attacker.frame(
        RawHttp2.HEADERS, RawHttp2.END_STREAM, 1, RawHttp2.request("GET", JOBS, gateway.token()));
    flood(100_000, i -> attacker.frame(RawHttp2.CONTINUATION, 0, 1, new byte[0]));
    attacker.awaitHangUp(LIMIT);
  }

  @Test
  void bodiesOfNothing() throws Exception {
    attacker.frame(
        RawHttp2.HEADERS, RawHttp2.END_HEADERS, 1, RawHttp2.request("POST", JOBS, gateway.token()));
    flood(100_000, i -> attacker.frame(RawHttp2.DATA, 0, 1, new byte[0]));
    attacker.awaitHangUp(LIMIT);
  }

  @Test
  void settingsWithoutEnd() throws Exception {
    flood(50_000, i -> attacker.frame(RawHttp2.SETTINGS, 0, 0, new byte[0]));
  }

  @Test
  void headersBeyondTheLimit() throws Exception {
    attacker.frame(
        RawHttp2.HEADERS, RawHttp2.END_STREAM, 1, RawHttp2.request("GET", JOBS, gateway.token()));
    attacker.frame(
        RawHttp2.CONTINUATION,
        RawHttp2.END_HEADERS,
        1,
        RawHttp2.block("x-long", "a".repeat(16_100)));

    Optional<RawHttp2.Frame> frame = attacker.next(LIMIT);
    while (frame.isPresent() && frame.get().type() != RawHttp2.HEADERS) {
      frame = attacker.next(LIMIT);
    }

    assertThat(frame.orElseThrow().payload()).contains("431");
    assertThat(gateway.job.seen).isEmpty();
  }

  @Test
  void aConnectionThatSaysNothing() throws Exception {
    attacker.awaitHangUp(LIMIT);
  }

  @Test
  void aBodyThatDoesNotCome() throws Exception {
    byte[] start = RawHttp2.request("POST", JOBS, gateway.token());
    byte[] rest = RawHttp2.block("content-type", "application/json", "content-length", "100");
    attacker.frame(RawHttp2.HEADERS, 0, 1, start);
    attacker.frame(RawHttp2.CONTINUATION, RawHttp2.END_HEADERS, 1, rest);

    Optional<RawHttp2.Frame> frame = attacker.next(LIMIT);
    while (frame.isPresent() && frame.get().type() != RawHttp2.HEADERS) {
      frame = attacker.next(LIMIT);
    }

    assertThat(frame).isPresent();
    attacker.awaitHangUp(LIMIT);
  }

  @FunctionalInterface
  private interface Step {
    void send(int i) throws IOException;
  }

  /** Goes on until the server hangs up, or so many times. */
  private static void flood(int times, Step step) {
    try {
      for (int i = 0; i < times; i++) {
        step.send(i);
      }
    } catch (IOException hungUp) {
      // That is what the test waits for.
    }
  }
}
