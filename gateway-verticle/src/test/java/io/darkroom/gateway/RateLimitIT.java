package io.darkroom.gateway;

import static io.darkroom.gateway.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.embedded.RedisAddress;
import io.darkroom.embedded.TestBackends;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rates with Redis and without. */
class RateLimitIT {
  private static final Map<String, String> RATES =
      Map.of(
          "gateway.rates.api-per-minute", "1",
          "gateway.rates.api-burst", "5",
          "gateway.rates.credentials-per-minute", "1",
          "gateway.rates.credentials-burst", "2",
          "gateway.rates.address-factor", "2");

  private GatewayFixture gateway;

  @AfterEach
  void stop() throws Exception {
    gateway.close();
  }

  @Test
  void redisCountsByUserAndByAddress() throws Exception {
    gateway = new GatewayFixture(withRedis(RATES));

    HttpResponse<String> first = gateway.send(as("usr_a"));
    assertThat(first.headers().firstValue("ratelimit-policy")).contains("\"api\";q=1;w=60");
    assertThat(first.headers().firstValue("ratelimit").orElse("")).startsWith("\"api\";r=4;t=");
    for (int i = 0; i < 4; i++) {
      assertThat(gateway.send(as("usr_a")).statusCode()).isEqualTo(200);
    }
    HttpResponse<String> refused = gateway.send(as("usr_a"));
    assertProblem(429, "rate-limited", refused);
    assertThat(Integer.parseInt(refused.headers().firstValue("retry-after").orElse("0")))
        .isBetween(1, 60);
    for (int i = 0; i < 5; i++) {
      assertThat(gateway.send(as("usr_b")).statusCode()).isEqualTo(200);
    }
    assertProblem(429, "rate-limited", gateway.send(as("usr_c")));
    assertThat(gateway.manage("/health/ready").body()).doesNotContain("DEGRADED");
  }

  @Test
  void callersCountedInAdvanceNeverGetMoreThanTheirLimit() throws Exception {
    gateway =
        new GatewayFixture(
            withRedis(
                Map.of("gateway.rates.api-per-minute", "1", "gateway.rates.api-burst", "160")));
    HttpRequest request = as("usr_a").build();

    Map<Integer, Long> answers =
        IntStream.range(0, 200)
            .parallel()
            .mapToObj(i -> gateway.client().sendAsync(request, BodyHandlers.discarding()))
            .map(CompletableFuture::join)
            .collect(Collectors.groupingBy(HttpResponse::statusCode, Collectors.counting()));

    assertThat(answers.get(200)).isBetween(150L, 160L);
    assertThat(answers.get(200) + answers.get(429)).isEqualTo(200);
  }

  @Test
  void aKeyMayTakeAPartOfItsUsersRate() throws Exception {
    gateway =
        new GatewayFixture(
            withRedis(
                Map.of(
                    "gateway.rates.api-per-minute", "1",
                    "gateway.rates.api-burst", "10",
                    "gateway.rates.key-percent", "50")));

    for (int i = 0; i < 5; i++) {
      assertThat(gateway.send(withKey()).statusCode()).isEqualTo(200);
    }
    assertProblem(429, "rate-limited", gateway.send(withKey()));
    assertThat(gateway.send(as("usr_key")).statusCode()).isEqualTo(200);
  }

  @Test
  void withoutRedisTheGatewayCountsAloneAndSaysSo() throws Exception {
    gateway = new GatewayFixture(RATES);

    assertThat(login().statusCode()).isEqualTo(200);
    assertThat(login().statusCode()).isEqualTo(200);
    assertProblem(429, "rate-limited", login());
    HttpResponse<String> ready = gateway.manage("/health/ready");
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.body()).contains("DEGRADED").contains("counts requests alone");
  }

  private static Map<String, String> withRedis(Map<String, String> rates) {
    RedisAddress redis = TestBackends.get().newRedis();
    Map<String, String> settings = new HashMap<>(rates);
    settings.put("redis.host", redis.host());
    settings.put("redis.port", Integer.toString(redis.port()));
    settings.put("redis.password", redis.password());
    settings.put("redis.database", Integer.toString(redis.database()));
    return settings;
  }

  private HttpRequest.Builder withKey() {
    return gateway
        .request("/api/jobs")
        .header("authorization", "Bearer " + GatewayFixture.GOOD_KEY);
  }

  private HttpResponse<String> login() throws Exception {
    return gateway.send(
        gateway
            .request("/api/auth/login")
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString("{}")));
  }

  private HttpRequest.Builder as(String user) {
    String token = gateway.issuer.token(GatewayFixture.claims().put("sub", user));
    return gateway.request("/api/jobs").header("authorization", "Bearer " + token);
  }
}
