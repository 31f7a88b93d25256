package io.darkroom.gateway;

import static io.darkroom.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whom the gateway lets in while it hears nothing from the auth service. */
class AuthAwayIT {
  private static final Duration PROMISE = Duration.ofSeconds(5);

  private GatewayFixture gateway;

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  @Test
  void aGatewayThatNeverHeardOfEndedGrantsLetsNobodyIn() throws Exception {
    gateway = GatewayFixture.withoutAuth();

    assertUnavailable(session());
    assertUnavailable(key());
    assertThat(gateway.manage("/health/ready").statusCode()).isEqualTo(503);
    assertThat(gateway.job.seen).isEmpty();

    gateway.bringAuth();
    gateway.awaitReady();
    assertThat(session().statusCode()).isEqualTo(200);
    assertThat(key().statusCode()).isEqualTo(200);
  }

  @Test
  void aKeyThatNobodyConfirmsRestsWithinFiveSecondsAndSessionsGoOn() throws Exception {
    gateway = new GatewayFixture(Map.of());
    assertThat(key().statusCode()).isEqualTo(200);

    gateway.takeAuth();
    gateway.ended.add("key_1");

    Awaitility.await().atMost(PROMISE).until(() -> key().statusCode() != 200);
    assertUnavailable(key());
    assertThat(session().statusCode()).isEqualTo(200);

    gateway.bringAuth();
    Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> key().statusCode() == 401);
    assertThat(session().statusCode()).isEqualTo(200);
  }

  private static void assertUnavailable(HttpResponse<String> answer) {
    assertProblem(503, "unavailable", answer);
    assertThat(answer.headers().firstValue("retry-after")).contains("1");
  }

  private HttpResponse<String> key() throws Exception {
    return gateway.send(
        gateway.request("/api/jobs").header("authorization", "Bearer " + GatewayFixture.GOOD_KEY));
  }

  private HttpResponse<String> session() throws Exception {
    return gateway.send(gateway.signedIn("/api/jobs"));
  }
}
