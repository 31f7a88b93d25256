package io.darkroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;

/** Bytes for a gateway that must answer them once, with a problem, and tell no service of them. */
record RawAttack(String name, String bytes, Set<Integer> statuses) {

  /** Bytes that are no valid request. */
  RawAttack(String name, String bytes) {
    this(name, bytes, Set.of(400));
  }

  DynamicTest on(Wire wire, GatewayFixture gateway) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          gateway.job.seen.clear();
          gateway.job.behave(FakeService::echo);
          String said = RawClient.exchange(wire, gateway, bytes);
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
