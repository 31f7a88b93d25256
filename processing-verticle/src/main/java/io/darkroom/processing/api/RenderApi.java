package io.darkroom.processing.api;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.kit.http.ApiRequest;
import io.darkroom.kit.http.ApiRouter;
import io.darkroom.processing.render.RenderRequest;
import io.darkroom.processing.render.Renders;
import io.darkroom.processing.render.Uploads;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;

/** Renders of a body, and of an image of the caller. */
final class RenderApi {
  private static final String CACHING = "private, no-cache";

  private final Renders renders;
  private final RenderAnswer answers;
  private final Uploads uploads;
  private final OwnedImages images;
  private final LateRenders late;
  private final long maxBytes;

  RenderApi(
      Renders renders,
      RenderAnswer answers,
      Uploads uploads,
      OwnedImages images,
      LateRenders late,
      long maxBytes) {
    this.renders = renders;
    this.answers = answers;
    this.uploads = uploads;
    this.images = images;
    this.late = late;
    this.maxBytes = maxBytes;
  }

  void mount(ApiRouter router) {
    router.stream("renderUpload", this::renderUpload).stream("renderImage", this::renderImage);
  }

  private Future<Void> renderUpload(ApiRequest request) {
    Recipe recipe = RecipeParameter.of(request);
    HttpServerRequest body = request.raw().request();
    requireImage(request);
    requireFits(body);
    return images
        .findAll(request, recipe.watermarkImages())
        .compose(
            files ->
                uploads
                    .receive(body, maxBytes)
                    .compose(
                        upload -> {
                          requireBytes(upload);
                          RenderRequest wanted =
                              new RenderRequest(
                                  upload.blob().sha256(),
                                  upload.file(),
                                  request.caller().userId(),
                                  recipe,
                                  RenderAnswer.accepted(request),
                                  files);
                          return answerAndRelease(request, wanted, upload);
                        }));
  }

  private Future<Void> answerAndRelease(
      ApiRequest request, RenderRequest wanted, Uploads.Upload upload) {
    Renders.Reading reading = renders.read(wanted);
    // Others may read the same render and need the body until it is made.
    return answers
        .answer(
            request,
            wanted,
            reading,
            CACHING,
            error -> late.ofUpload(request, upload, wanted.recipe()))
        .eventually(() -> reading.result().otherwiseEmpty())
        .eventually(() -> uploads.release(upload).otherwiseEmpty());
  }

  private Future<Void> renderImage(ApiRequest request) {
    Recipe recipe = RecipeParameter.of(request);
    String imageId = request.pathParam("imageId");
    return images
        .find(request, imageId)
        .compose(
            image ->
                images
                    .findAll(request, recipe.watermarkImages())
                    .compose(
                        files ->
                            answers.unlessKnown(
                                request,
                                new RenderRequest(
                                    image.sha256(),
                                    image.file(),
                                    request.caller().userId(),
                                    recipe,
                                    RenderAnswer.accepted(request),
                                    files),
                                CACHING,
                                error -> late.ofImage(request, imageId, recipe))));
  }

  private static void requireImage(ApiRequest request) {
    String type = request.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (!type.startsWith("image/") && !type.startsWith("application/octet-stream")) {
      throw Failure.of(FailureCode.UNSUPPORTED_MEDIA_TYPE, "The body must be an image")
          .asException();
    }
  }

  private void requireFits(HttpServerRequest body) {
    String length = body.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null && length.matches("\\d+") && !fits(length)) {
      throw Failure.of(FailureCode.BODY_TOO_LARGE, "At most " + maxBytes + " bytes are allowed")
          .asException();
    }
  }

  private boolean fits(String length) {
    return length.length() <= 18 && Long.parseLong(length) <= maxBytes;
  }

  private void requireBytes(Uploads.Upload upload) {
    if (upload.blob().length() == 0) {
      uploads.release(upload);
      throw Failure.of(FailureCode.INVALID_REQUEST, "A body is required").asException();
    }
  }
}
