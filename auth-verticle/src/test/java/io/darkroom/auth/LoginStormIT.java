package io.darkroom.auth;

import static io.darkroom.auth.testing.AuthClient.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.auth.testing.Answer;
import io.darkroom.auth.testing.AuthClient;
import io.darkroom.auth.testing.AuthUnderTest;
import io.darkroom.auth.testing.Person;
import io.darkroom.kit.postgres.Postgres;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many sign-ins at once cost sign-ins, and nothing else. */
class LoginStormIT {
  private static final Map<String, String> REAL_COST =
      Map.of("auth.passwords.memory", "19MiB", "auth.sessions.most", "100");

  @Test
  void otherRequestsAreAnsweredWhileFiftySignInsQueue() {
    try (AuthUnderTest auth = AuthUnderTest.start(REAL_COST)) {
      AuthClient client = auth.client();
      Person person = client.signUp();
      client.me(person.accessToken()).expect(200);
      // When fifty sign in at once
      List<CompletableFuture<Answer>> storm = storm(client, person, 50);
      // Then others are answered long before the last of them
      int answered = 0;
      long slowest = 0;
      while (storm.stream().anyMatch(login -> !login.isDone())) {
        long start = System.nanoTime();
        client.me(person.accessToken()).expect(200);
        client.get("/.well-known/jwks.json", null).expect(200);
        client.refresh("drr_" + "A".repeat(43)).expect(401);
        slowest = Math.max(slowest, System.nanoTime() - start);
        answered++;
      }
      assertThat(answered).isGreaterThanOrEqualTo(3);
      assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofSeconds(5));
      storm.forEach(login -> login.join().expect(200));
    }
  }

  @Test
  void beyondTheQueueSignInsAreRefusedAtOnceAndLaterAccepted() {
    Map<String, String> narrow =
        Map.of(
            "auth.passwords.memory", "19MiB",
            "auth.passwords.threads", "1",
            "auth.passwords.queue", "2");
    try (AuthUnderTest auth = AuthUnderTest.start(narrow)) {
      Person person = auth.client().signUp();
      List<Answer> answers =
          storm(auth.client(), person, 30).stream().map(CompletableFuture::join).toList();
      List<Answer> refused = answers.stream().filter(a -> a.status() != 200).toList();
      assertThat(refused).isNotEmpty();
      assertThat(answers).anyMatch(answer -> answer.status() == 200);
      assertThat(refused)
          .allSatisfy(
              answer -> {
                answer.expect(503, "overloaded");
                assertThat(answer.header("retry-after")).isEqualTo("2");
              });
      // And nothing of the refusals counts as a wrong password
      auth.client().login(person.email(), PASSWORD).expect(200);
    }
  }

  @Test
  void unknownAddressesCostAsMuchAsKnownOnes() {
    try (AuthUnderTest auth = AuthUnderTest.start(REAL_COST)) {
      Person person = auth.client().signUp();
      List<Long> known = new ArrayList<>();
      List<Long> unknown = new ArrayList<>();
      for (int i = 0; i < 9; i++) {
        known.add(nanosToRefuse(auth.client(), person.email()));
        unknown.add(nanosToRefuse(auth.client(), "nobody" + i + "@example.com"));
      }
      // A way without a hash would be more than ten times as fast.
      double ratio = (double) median(known) / median(unknown);
      assertThat(ratio).isBetween(0.25, 4.0);
    }
  }

  @Test
  void aCheaperHashIsRenewedAtTheNextSignIn() {
    try (AuthUnderTest auth = AuthUnderTest.start(Map.of())) {
      Person person = auth.client().signUp();
      auth.undeploy();
      auth.set("auth.passwords.memory", "128KiB").deploy();
      auth.client().login(person.email(), "wrong" + PASSWORD).expect(401);
      auth.client().login(person.email(), PASSWORD).expect(200);
      auth.client().login(person.email(), PASSWORD).expect(200);
      assertThat(storedHash(auth, person)).startsWith("$argon2id$v=19$m=128,t=1,p=1$");
    }
  }

  private static long nanosToRefuse(AuthClient client, String email) {
    long start = System.nanoTime();
    client.login(email, "wrong" + PASSWORD).expect(401, "bad-credentials");
    return System.nanoTime() - start;
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private static String storedHash(AuthUnderTest auth, Person person) {
    var pool = Postgres.connect(auth.vertx(), auth.config().postgres());
    return AuthUnderTest.await(
        pool.preparedQuery("select password_hash from auth.account where id = $1")
            .execute(Tuple.of(person.id()))
            .map(rows -> rows.iterator().next().getString(0))
            .eventually(pool::close));
  }

  private static List<CompletableFuture<Answer>> storm(
      AuthClient client, Person person, int count) {
    JsonObject body =
        new JsonObject().put("email", person.email()).put("password", person.password());
    return IntStream.range(0, count)
        .mapToObj(i -> client.request("POST", "/api/auth/login", null, body))
        .map(client::sendLater)
        .toList();
  }
}
