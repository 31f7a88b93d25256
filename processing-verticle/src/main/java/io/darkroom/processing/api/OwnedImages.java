package io.darkroom.processing.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.json.JsonMapping;
import io.darkroom.kit.blob.BlobStore;
import io.darkroom.kit.discovery.ServiceClient;
import io.darkroom.kit.discovery.ServiceClient.Answer;
import io.darkroom.kit.http.ApiRequest;
import io.darkroom.kit.http.TraceContext;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Images that belong to the caller: the job service decides, asked with the caller's own token. */
final class OwnedImages {
  private final ServiceClient jobs;
  private final BlobStore blobs;

  OwnedImages(ServiceClient jobs, BlobStore blobs) {
    this.jobs = jobs;
    this.blobs = blobs;
  }

  /**
   * An image of the caller.
   *
   * @param sha256 its blob key
   * @param file its bytes
   */
  record OwnedImage(String sha256, Path file) {}

  private record ImageView(String sha256) {}

  /** Fails with {@code not-found} when the caller has no such image. */
  Future<OwnedImage> find(ApiRequest request, String imageId) {
    Map<String, String> headers =
        Map.of(
            "Authorization",
            "Bearer " + request.caller().bearer(),
            TraceContext.HEADER,
            request.trace().child().traceparent());
    return jobs.get("/api/images/" + imageId, headers).map(this::owned);
  }

  /** The files of several images, by id. */
  Future<Map<String, Path>> findAll(ApiRequest request, Collection<String> imageIds) {
    Map<String, Path> files = new HashMap<>();
    List<Future<OwnedImage>> found =
        imageIds.stream()
            .map(id -> find(request, id).onSuccess(image -> files.put(id, image.file())))
            .toList();
    return Future.all(found).map(v -> files);
  }

  private OwnedImage owned(Answer answer) {
    if (!answer.isSuccess()) {
      throw failure(answer.status()).asException();
    }
    try {
      ImageView view = JsonMapping.mapper().readValue(answer.body().toString(), ImageView.class);
      Path file =
          blobs
              .localPath(view.sha256())
              .orElseThrow(() -> Failure.of(FailureCode.NOT_FOUND).asException());
      return new OwnedImage(view.sha256(), file);
    } catch (JsonProcessingException e) {
      throw Failure.of(FailureCode.BAD_GATEWAY, "The job service gave an odd answer")
          .asException(e);
    }
  }

  private static Failure failure(int status) {
    return switch (status) {
      case 401 -> Failure.of(FailureCode.UNAUTHENTICATED);
      case 403 -> Failure.of(FailureCode.FORBIDDEN, "The token does not cover reading images");
      case 404, 410 -> Failure.of(FailureCode.NOT_FOUND);
      case 429 -> Failure.of(FailureCode.RATE_LIMITED);
      default -> Failure.of(FailureCode.UNAVAILABLE, "The job service is not available");
    };
  }
}
