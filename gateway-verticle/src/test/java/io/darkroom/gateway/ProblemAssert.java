package io.darkroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.kit.http.ProblemDocument;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;

/** What every refusal must look like. */
final class ProblemAssert {
  private ProblemAssert() {}

  static void assertProblem(int status, String code, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type")).contains(ProblemDocument.MEDIA_TYPE);
    JsonObject problem = new JsonObject(answer.body());
    assertThat(problem.getString("code")).isEqualTo(code);
    assertThat(problem.getInteger("status")).isEqualTo(status);
    assertThat(problem.getString("traceId"))
        .isEqualTo(answer.headers().firstValue("x-request-id").orElse("none"));
  }
}
