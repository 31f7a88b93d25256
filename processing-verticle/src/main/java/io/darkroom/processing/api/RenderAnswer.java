package io.darkroom.processing.api;

import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.recipe.AutoOutput;
import io.darkroom.kit.http.ApiRequest;
import io.darkroom.processing.render.RenderRequest;
import io.darkroom.processing.render.RenderedImage;
import io.darkroom.processing.render.Renders;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/** Answers with a render, or that the reader has it already. */
final class RenderAnswer {
  private final Renders renders;

  RenderAnswer(Renders renders) {
    this.renders = renders;
  }

  /** The formats a reader takes, best first; empty when it does not say. */
  static List<ImageFormat> accepted(ApiRequest request) {
    return ImageFormat.fromAccept(request.header("Accept").orElse(""));
  }

  /**
   * Answers 304 without any work when the reader knows the result.
   *
   * @param caching the {@code Cache-Control} of the answer
   */
  Future<Void> unlessKnown(ApiRequest request, RenderRequest wanted, String caching) {
    String tag = tag(wanted);
    if (request.header("If-None-Match").filter(known -> known.contains(tag)).isPresent()) {
      return prepare(request, wanted, caching).setStatusCode(304).end();
    }
    return answer(request, wanted, renders.read(wanted), caching);
  }

  /** Answers with the result of a reading, which ends when the reader has gone. */
  Future<Void> answer(
      ApiRequest request, RenderRequest wanted, Renders.Reading reading, String caching) {
    request.raw().response().closeHandler(gone -> reading.leave());
    return reading
        .result()
        .compose(image -> send(prepare(request, wanted, caching), image))
        .onComplete(done -> reading.leave());
  }

  private static Future<Void> send(HttpServerResponse response, RenderedImage image) {
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, image.format().mediaType())
        .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(image.bytes().length()))
        .putHeader("Server-Timing", ServerTiming.of(image));
    return response.end(image.bytes());
  }

  private HttpServerResponse prepare(ApiRequest request, RenderRequest wanted, String caching) {
    HttpServerResponse response = request.raw().response();
    response.putHeader(HttpHeaders.ETAG, tag(wanted)).putHeader(HttpHeaders.CACHE_CONTROL, caching);
    if (wanted.recipe().output() instanceof AutoOutput) {
      response.putHeader(HttpHeaders.VARY, "Accept");
    }
    return response;
  }

  private String tag(RenderRequest wanted) {
    return "\"" + renders.keyOf(wanted).tag() + "\"";
  }
}
