package io.darkroom.processing.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.failure.FailureException;
import io.darkroom.codecs.json.JsonMapping;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.kit.discovery.ServiceClient;
import io.darkroom.kit.discovery.ServiceClient.Answer;
import io.darkroom.kit.http.ApiRequest;
import io.darkroom.kit.http.Operation;
import io.darkroom.kit.http.TraceContext;
import io.darkroom.processing.render.Uploads;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * Makes jobs of renders that take longer than somebody waits. The job service makes them, for the
 * caller and with the caller's own token, within the caller's quota.
 */
final class LateRenders {
  private static final OpenOptions READ =
      new OpenOptions().setRead(true).setWrite(false).setCreate(false);

  private final Vertx vertx;
  private final ServiceClient jobs;

  LateRenders(Vertx vertx, ServiceClient jobs) {
    this.vertx = vertx;
    this.jobs = jobs;
  }

  private record Body(String recipe) {}

  /** Whether a render failed only because its time was over. */
  static boolean isLate(Throwable error) {
    return error instanceof TimeoutException
        || (error instanceof FailureException known
            && known.failure().code() == FailureCode.DEADLINE);
  }

  /** Answers 202 with a job that renders an image of the caller. */
  Future<Void> ofImage(ApiRequest request, String imageId, Recipe recipe) {
    String path = "/internal/images/" + imageId + "/renders";
    return jobs.send(
            HttpMethod.POST,
            path,
            headers(request, Operation.JSON),
            encode(new Body(recipe.canonicalText())))
        .compose(answer -> passOn(request, answer));
  }

  /** Answers 202 with a job that renders a body, which becomes an image of the caller. */
  Future<Void> ofUpload(ApiRequest request, Uploads.Upload upload, Recipe recipe) {
    String path =
        "/internal/renders?recipe="
            + URLEncoder.encode(recipe.canonicalText(), StandardCharsets.UTF_8);
    String type = request.header("Content-Type").orElse("application/octet-stream");
    return vertx
        .fileSystem()
        .open(upload.file().toString(), READ)
        .compose(
            file ->
                jobs.send(
                        HttpMethod.POST, path, headers(request, type), file, upload.blob().length())
                    .eventually(() -> file.close().otherwiseEmpty()))
        .compose(answer -> passOn(request, answer));
  }

  private static Map<String, String> headers(ApiRequest request, String contentType) {
    return Map.of(
        HttpHeaders.AUTHORIZATION.toString(),
        "Bearer " + request.caller().bearer(),
        HttpHeaders.CONTENT_TYPE.toString(),
        contentType,
        TraceContext.HEADER,
        request.trace().child().traceparent());
  }

  private static Future<Void> passOn(ApiRequest request, Answer answer) {
    if (answer.status() != 202) {
      return Future.failedFuture(failure(answer).asException());
    }
    HttpServerResponse response = request.raw().response();
    Optional.ofNullable(answer.headers().get(HttpHeaders.LOCATION))
        .ifPresent(location -> response.putHeader(HttpHeaders.LOCATION, location));
    return response
        .setStatusCode(202)
        .putHeader(HttpHeaders.CONTENT_TYPE, Operation.JSON)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(answer.body());
  }

  /** What the job service said against it, such as a quota that is used up. */
  private static Failure failure(Answer answer) {
    try {
      JsonNode problem = JsonMapping.mapper().readTree(answer.body().toString());
      return FailureCode.fromWire(problem.path("code").asText())
          .map(code -> Failure.of(code, problem.path("detail").asText()))
          .orElseGet(() -> Failure.of(FailureCode.BAD_GATEWAY));
    } catch (JsonProcessingException odd) {
      return Failure.of(FailureCode.BAD_GATEWAY, "The job service gave an odd answer");
    }
  }

  private static Buffer encode(Body body) {
    try {
      return Buffer.buffer(JsonMapping.mapper().writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
