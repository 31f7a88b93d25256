package io.darkroom.auth;

import static io.darkroom.auth.testing.AuthClient.PASSWORD;
import static io.darkroom.auth.testing.AuthClient.newEmail;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.auth.testing.Answer;
import io.darkroom.auth.testing.AuthClient;
import io.darkroom.auth.testing.AuthUnderTest;
import io.darkroom.auth.testing.Person;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThrottlingIT {
  private static final Map<String, String> PER_ACCOUNT =
      Map.of("auth.throttle.account-burst", "3", "auth.throttle.account-interval", "1h");
  private static final Map<String, String> PER_ADDRESS =
      Map.of("auth.throttle.address-burst", "3", "auth.throttle.address-interval", "1h");

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void wrongPasswordsForOneAccountAreLimitedWithAndWithoutRedis(boolean redis) {
    try (AuthUnderTest auth = AuthUnderTest.prepare(PER_ACCOUNT)) {
      if (!redis) {
        auth.set("redis.port", "1");
      }
      AuthClient client = auth.deploy().client();
      Person person = client.signUp();
      Person other = client.signUp();
      for (int i = 0; i < 3; i++) {
        client.login(person.email(), "wrong" + PASSWORD).expect(401);
      }
      // Then even the right password has to wait, in any spelling of the address
      Answer refused = client.login(person.email().toUpperCase(), PASSWORD);
      refused.expect(429, "rate-limited");
      assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(3000, 3600);
      // And nobody else is concerned
      client.login(other.email(), PASSWORD).expect(200);
    }
  }

  @Test
  void unknownAccountsAreLimitedLikeKnownOnes() {
    try (AuthUnderTest auth = AuthUnderTest.start(PER_ACCOUNT)) {
      String email = newEmail();
      for (int i = 0; i < 3; i++) {
        auth.client().login(email, PASSWORD).expect(401);
      }
      auth.client().login(email, PASSWORD).expect(429, "rate-limited");
    }
  }

  @Test
  void rightPasswordsAreNotCounted() {
    try (AuthUnderTest auth = AuthUnderTest.start(PER_ACCOUNT)) {
      Person person = auth.client().signUp();
      for (int i = 0; i < 10; i++) {
        auth.client().login(person.email(), PASSWORD).expect(200);
      }
    }
  }

  @Test
  void guessesAtOnceCannotSlipThroughTogether() {
    try (AuthUnderTest auth = AuthUnderTest.start(PER_ACCOUNT)) {
      AuthClient client = auth.client();
      Person person = client.signUp();
      JsonObject body =
          new JsonObject().put("email", person.email()).put("password", "wrong" + PASSWORD);
      var guesses =
          IntStream.range(0, 20)
              .mapToObj(i -> client.request("POST", "/api/auth/login", null, body))
              .map(client::sendLater)
              .toList();
      assertThat(guesses.stream().filter(guess -> guess.join().status() == 401)).hasSize(3);
    }
  }

  @Test
  void wrongPasswordsFromOneAddressAreLimitedAcrossAccounts() {
    try (AuthUnderTest auth = AuthUnderTest.start(PER_ADDRESS)) {
      AuthClient client = auth.client();
      Person person = client.signUp();
      client.login(newEmail(), PASSWORD).expect(401);
      client.login("not an address", PASSWORD).expect(401);
      client.login(newEmail(), PASSWORD).expect(401);
      client.login(person.email(), PASSWORD).expect(429, "rate-limited");
      // And another address behind the same gateway is not concerned
      JsonObject body = new JsonObject().put("email", person.email()).put("password", PASSWORD);
      client
          .send(
              client
                  .request("POST", "/api/auth/login", null, body)
                  .header("X-Forwarded-For", "203.0.113.9"))
          .expect(200);
    }
  }

  @Test
  void instancesCountTogether() {
    try (AuthUnderTest auth = AuthUnderTest.start(PER_ACCOUNT)) {
      String email = newEmail();
      auth.client().login(email, PASSWORD).expect(401);
      auth.client().login(email, PASSWORD).expect(401);
      auth.deploy();
      auth.client().login(email, PASSWORD).expect(401);
      auth.client().login(email, PASSWORD).expect(429, "rate-limited");
    }
  }

  @Test
  void aStolenTokenDoesNotGuessThePasswordForLong() {
    try (AuthUnderTest auth = AuthUnderTest.start(PER_ACCOUNT)) {
      Person person = auth.client().signUp();
      JsonObject guess = new JsonObject().put("password", "wrong" + PASSWORD);
      for (int i = 0; i < 3; i++) {
        auth.client().call("DELETE", "/api/auth/me", person.accessToken(), guess).expect(403);
      }
      auth.client()
          .call("DELETE", "/api/auth/me", person.accessToken(), guess)
          .expect(429, "rate-limited");
    }
  }

  @Test
  void accountsFromOneAddressAreLimited() {
    Map<String, String> few =
        Map.of("auth.throttle.register-burst", "2", "auth.throttle.register-interval", "1h");
    try (AuthUnderTest auth = AuthUnderTest.start(few)) {
      auth.client().register(newEmail(), PASSWORD).expect(201);
      auth.client().register(newEmail(), PASSWORD).expect(201);
      auth.client().register(newEmail(), PASSWORD).expect(429, "rate-limited");
    }
  }
}
