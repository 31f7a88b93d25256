package io.darkroom.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.kit.http.Contract;
import io.darkroom.kit.http.Operation;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouteTableTest {
  private final Contract contract = Contract.load();
  private final RouteTable table = new RouteTable(contract.operations());

  @Test
  void everyOperationIsFoundByAPathOfItsOwn() {
    for (Operation operation : contract.operations()) {
      String path = operation.path().toString().replaceAll("\\{[^}]+}", "x-1");
      assertThat(found(operation.method(), path)).as(path).isEqualTo(operation.id());
    }
  }

  @Test
  void headAsksWhatGetAsks() {
    assertThat(found(HttpMethod.HEAD, "/api/jobs/job_1"))
        .isEqualTo(found(HttpMethod.GET, "/api/jobs/job_1"));
  }

  @Test
  void aPathWithoutTheMethodSaysWhatItKnows() {
    RouteTable.Match match = table.find(HttpMethod.DELETE, "/api/jobs").orElseThrow();
    assertThat(match.target()).isEmpty();
    assertThat(match.allowed()).isEqualTo("GET, POST");
  }

  @Test
  void whatHoldsAConnectionForLongIsNotBrief() {
    for (String path :
        List.of(
            "/api/images/img_1/content",
            "/api/images/img_1/render",
            "/api/jobs/job_1/events",
            "/api/jobs/job_1/results/task_1",
            "/i/x/png/img_1")) {
      assertThat(target(HttpMethod.GET, path).brief()).as(path).isFalse();
    }
    assertThat(target(HttpMethod.POST, "/api/images").brief()).isFalse();
    assertThat(target(HttpMethod.GET, "/api/jobs/job_1").brief()).isTrue();
    assertThat(target(HttpMethod.POST, "/api/jobs").brief()).isTrue();
    assertThat(target(HttpMethod.DELETE, "/api/jobs/job_1").brief()).isTrue();
    assertThat(target(HttpMethod.POST, "/api/auth/login").brief()).isTrue();
  }

  private RouteTable.Target target(HttpMethod method, String path) {
    return table.find(method, path).flatMap(RouteTable.Match::target).orElseThrow();
  }

  @Test
  void parametersAreWholeSegments() {
    assertThat(table.find(HttpMethod.GET, "/api/jobs/")).isEmpty();
    assertThat(table.find(HttpMethod.GET, "/api/jobs/job_1/nothing")).isEmpty();
    assertThat(table.find(HttpMethod.GET, "/api/jobsx")).isEmpty();
    assertThat(table.find(HttpMethod.GET, "/")).isEmpty();
  }

  private String found(HttpMethod method, String path) {
    return table
        .find(method, path)
        .flatMap(RouteTable.Match::target)
        .map(target -> target.operation().id())
        .orElse("nothing");
  }
}
