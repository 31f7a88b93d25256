package io.darkroom.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.codecs.failure.Violation;
import io.darkroom.kit.discovery.ServiceName;
import io.darkroom.kit.http.Operation.Access;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContractTest {
  private final Contract shop = Shop.contract();

  @Test
  void thePublishedContractIsComplete() {
    Contract contract = Contract.load();

    for (Operation operation : contract.operations()) {
      assertThat(operation.id()).matches("[a-z][a-zA-Z0-9]+");
      operation.parameters().forEach(p -> contract.schemas().compile(p.getValue("schema")));
      contract.bodySchema(operation).ifPresent(contract.schemas()::compile);
      assertThat(operation.document().getJsonObject("responses"))
          .as("responses of %s", operation)
          .isNotEmpty();
      assertThat(operation.path().parameters())
          .as("parameters of %s", operation)
          .containsExactlyInAnyOrderElementsOf(
              operation.parameters().stream()
                  .filter(p -> p.getString("in").equals("path"))
                  .map(p -> p.getString("name"))
                  .toList());
    }
    assertThat(contract.json().getString("openapi")).isEqualTo("3.1.0");
  }

  @Test
  void operationsAreSecuredUnlessTheySayOtherwise() {
    assertThat(shop.operation("getOrder").orElseThrow().access()).isEqualTo(Access.SECURED);
    assertThat(shop.operation("listOrders").orElseThrow().access()).isEqualTo(Access.PUBLIC);
    assertThat(shop.operation("latestOrder").orElseThrow().access()).isEqualTo(Access.OPTIONAL);
    assertThat(shop.operation("deleteOrder").orElseThrow().scopes())
        .containsExactly("orders:write");
  }

  @Test
  void theMoreExactPathWins() {
    assertThat(shop.match("GET", "/api/orders/latest")).map(Operation::id).contains("latestOrder");
    assertThat(shop.match("GET", "/api/orders/other")).map(Operation::id).contains("getOrder");
    assertThat(shop.match("GET", "/f/sig/resize:1x1/blur:2/img"))
        .map(Operation::id)
        .contains("getFile");
    assertThat(shop.match("PUT", "/api/orders")).isEmpty();
    assertThat(shop.operationsOf(ServiceName.JOB)).hasSize(7);
    assertThat(shop.operationsOf(ServiceName.AUTH)).isEmpty();
  }

  @Test
  void everyFaultOfABodyHasAPointer() {
    JsonSchemas.Check check =
        shop.schemas().compile(shop.bodySchema(shop.operation("createOrder").orElseThrow()).get());

    List<Violation> faults =
        check.faults(
            new JsonObject(
                "{\"name\":\"too long\",\"lines\":[{},{\"count\":0},{\"count\":1}],\"a/b\":1}"));

    assertThat(faults)
        .extracting(Violation::pointer)
        .containsExactlyInAnyOrder("/name", "/lines/0/count", "/lines/1/count", "/a~1b");
    assertThat(check.faults(new JsonObject("{\"name\":\"ok\",\"lines\":[]}"))).isEmpty();
  }

  @Test
  void fragmentsMustNotContradictEachOther() {
    JsonObject whole = Shop.document();
    JsonObject same = new JsonObject().put("paths", new JsonObject());
    ContractMerge.add(whole, same, ServiceName.AUTH);
    JsonObject other =
        new JsonObject("{\"paths\":{\"/api/orders\":{\"get\":{\"operationId\":\"other\"}}}}");

    assertThatThrownBy(() -> ContractMerge.add(whole, other, ServiceName.AUTH))
        .hasMessageContaining("/api/orders get twice");
  }

  @Test
  void danglingReferencesAreRefused() {
    assertThatThrownBy(
            () ->
                shop.schemas()
                    .compile(new JsonObject().put("$ref", "#/components/schemas/Nothing")))
        .hasMessageContaining("Nothing");
  }

  @Test
  void answersAreHeldAgainstTheContract() {
    ResponseContract responses = new ResponseContract(shop);
    byte[] good = "{\"name\":\"a\",\"lines\":[]}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Optional<String> json = Optional.of("application/json; charset=utf-8");

    responses.check("POST", "/api/orders", 201, json, good);

    assertThat(responses.faults("POST", "/api/orders", 202, json, good))
        .containsExactly("createOrder declares no status 202");
    assertThat(responses.faults("POST", "/api/orders", 201, Optional.of("text/html"), good))
        .hasSize(1);
    assertThat(
            responses.faults(
                "POST",
                "/api/orders",
                201,
                json,
                "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .containsExactlyInAnyOrder("/name: is required", "/lines: is required");
    assertThat(responses.faults("POST", "/api/orders", 404, json, good)).hasSize(1);
    assertThatThrownBy(() -> responses.check("GET", "/nowhere", 200, json, good))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no such operation");
  }
}
