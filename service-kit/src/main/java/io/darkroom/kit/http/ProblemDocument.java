package io.darkroom.kit.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.Violation;
import io.darkroom.codecs.json.JsonMapping;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * The body of every refusal and error, after RFC 9457.
 *
 * @param type names the kind of problem for machines
 * @param title says it for people, the same each time
 * @param status the HTTP status
 * @param detail what happened this time
 * @param instance the path that was asked for
 * @param code the stable name clients branch on
 * @param traceId finds this request in the logs
 * @param errors the single faults of an invalid request
 */
public record ProblemDocument(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    String code,
    String traceId,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Violation> errors) {
  /** The media type it is sent with. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final String TYPE = "urn:darkroom:problem:";

  /** The document for a failure of a request. */
  public static ProblemDocument of(Failure failure, String instance, String traceId) {
    return new ProblemDocument(
        TYPE + failure.code().wire(),
        failure.code().title(),
        failure.code().status(),
        failure.detail(),
        instance,
        failure.code().wire(),
        traceId,
        failure.violations());
  }

  /** The document as it is sent. */
  public Buffer encode() {
    try {
      return Buffer.buffer(JsonMapping.mapper().writeValueAsBytes(this));
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("a problem must always have a JSON form", broken);
    }
  }
}
