package io.darkroom.auth;

import static io.darkroom.auth.testing.AuthClient.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.darkroom.auth.testing.AuthUnderTest;
import io.darkroom.auth.testing.Person;
import io.darkroom.kit.discovery.Endpoint;
import io.darkroom.kit.discovery.ServiceName;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A deleted account's data is purged by the job service, sooner or later and surely. */
class PurgeIT {
  private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> tokens = new LinkedBlockingQueue<>();
  private final AtomicInteger refusals = new AtomicInteger(1);

  @Test
  void aPurgeOutlivesRefusalsAndRestarts() throws Exception {
    try (AuthUnderTest auth = AuthUnderTest.start(Map.of())) {
      // Given an account that was deleted while there was no job service
      auth.client().signUp();
      Person person = auth.client().signUp();
      JsonObject password = new JsonObject().put("password", PASSWORD);
      auth.client().call("DELETE", "/api/auth/me", person.accessToken(), password).expect(204);
      auth.undeploy();
      // When auth comes back, and then the job service, which refuses at first
      auth.deploy();
      HttpServer jobs =
          AuthUnderTest.await(
              auth.vertx().createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1"));
      auth.places().put(ServiceName.JOB, List.of(new Endpoint("127.0.0.1", jobs.actualPort())));
      // Then it is asked until it has confirmed, and no more
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> {
                auth.clock().advance(Duration.ofSeconds(30));
                assertThat(calls).hasSizeGreaterThanOrEqualTo(2);
              });
      assertThat(calls).containsOnly("DELETE /internal/owners/" + person.id());
      int confirmed = calls.size();
      auth.clock().advance(Duration.ofHours(1));
      await()
          .during(Duration.ofSeconds(3))
          .atMost(Duration.ofSeconds(20))
          .until(() -> calls.size() == confirmed);
      JsonObject claims = claims(tokens.take());
      assertThat(claims.getString("sub")).isEqualTo(person.id());
      assertThat(claims.getString("scope")).isEqualTo("purge");
      assertThat(claims.getString("role")).isEqualTo("user");
    }
  }

  private static JsonObject claims(String token) {
    return new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1])));
  }

  private void answer(HttpServerRequest request) {
    calls.add(request.method() + " " + request.path());
    tokens.add(request.getHeader("Authorization").substring("Bearer ".length()));
    int status = refusals.getAndDecrement() > 0 ? 503 : 204;
    request.response().setStatusCode(status).end();
  }
}
