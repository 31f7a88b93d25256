package io.darkroom.processing.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.json.JsonMapping;
import io.darkroom.kit.blob.BlobStore;
import io.darkroom.kit.discovery.ServiceClient;
import io.darkroom.kit.discovery.ServiceClient.Answer;
import io.darkroom.kit.http.ApiRequest;
import io.darkroom.kit.http.Operation;
import io.darkroom.kit.http.TraceContext;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Images that their owner shows to anybody by a link: the job service knows the signatures. */
final class LinkedImages {
  private static final String PATH = "/internal/links/resolve";

  private final ServiceClient jobs;
  private final BlobStore blobs;

  LinkedImages(ServiceClient jobs, BlobStore blobs) {
    this.jobs = jobs;
    this.blobs = blobs;
  }

  /** What a link consists of, its recipe as it was signed. */
  record Link(String signature, String image, String recipe) {}

  /**
   * What it shows.
   *
   * @param owner whose image it is
   * @param sha256 the key of its bytes
   * @param file its bytes
   * @param watermarks files of the images that the recipe names
   * @param expiresAt when the link ends, if it does
   */
  record LinkedImage(
      String owner,
      String sha256,
      Path file,
      Map<String, Path> watermarks,
      Optional<Instant> expiresAt) {}

  private record Shown(
      String owner, String sha256, Map<String, String> watermarks, Optional<Instant> expiresAt) {}

  /** Fails with {@code forbidden} for a wrong signature, and {@code gone} for what has ended. */
  Future<LinkedImage> find(ApiRequest request, Link link) {
    Map<String, String> headers =
        Map.of(
            HttpHeaders.CONTENT_TYPE.toString(),
            Operation.JSON,
            TraceContext.HEADER,
            request.trace().child().traceparent());
    return jobs.send(HttpMethod.POST, PATH, headers, encode(link)).map(this::linked);
  }

  private LinkedImage linked(Answer answer) {
    if (!answer.isSuccess()) {
      throw failure(answer.status()).asException();
    }
    Shown shown = decode(answer.body());
    Map<String, Path> watermarks = new HashMap<>();
    shown.watermarks().forEach((id, sha256) -> watermarks.put(id, file(sha256)));
    return new LinkedImage(
        shown.owner(), shown.sha256(), file(shown.sha256()), watermarks, shown.expiresAt());
  }

  private Path file(String sha256) {
    return blobs.localPath(sha256).orElseThrow(() -> gone().asException());
  }

  private static Failure failure(int status) {
    return switch (status) {
      case 400, 403 -> Failure.of(FailureCode.FORBIDDEN, "The link's signature is wrong");
      case 410 -> gone();
      default -> Failure.of(FailureCode.UNAVAILABLE, "The job service is not available");
    };
  }

  private static Failure gone() {
    return Failure.of(FailureCode.GONE, "The link has expired, or its image was deleted");
  }

  private static Buffer encode(Link link) {
    try {
      return Buffer.buffer(JsonMapping.mapper().writeValueAsBytes(link));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Shown decode(Buffer body) {
    try {
      return JsonMapping.mapper().readValue(body.toString(), Shown.class);
    } catch (JsonProcessingException e) {
      throw Failure.of(FailureCode.BAD_GATEWAY, "The job service gave an odd answer")
          .asException(e);
    }
  }
}
