package io.darkroom.processing.api;

import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.recipe.AutoOutput;
import io.darkroom.kit.http.ApiRequest;
import io.darkroom.processing.render.RenderRequest;
import io.darkroom.processing.render.RenderedImage;
import io.darkroom.processing.render.Renders;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Answers with a render, or that the reader has it already. */
final class RenderAnswer {
  private final Vertx vertx;
  private final Renders renders;
  private final Duration patience;

  /** Answers within this time, one way or another. */
  RenderAnswer(Vertx vertx, Renders renders, Duration patience) {
    this.vertx = vertx;
    this.renders = renders;
    this.patience = patience;
  }

  /** The formats a reader takes, best first; empty when it does not say. */
  static List<ImageFormat> accepted(ApiRequest request) {
    return ImageFormat.fromAccept(request.header("Accept").orElse(""));
  }

  /**
   * Answers 304 without any work when the reader knows the result.
   *
   * @param caching the {@code Cache-Control} of the answer
   * @param late answers instead when the result takes too long
   */
  Future<Void> unlessKnown(
      ApiRequest request,
      RenderRequest wanted,
      String caching,
      Function<Throwable, Future<Void>> late) {
    String tag = tag(wanted);
    if (request.header("If-None-Match").filter(known -> known.contains(tag)).isPresent()) {
      return prepare(request, wanted, caching).setStatusCode(304).end();
    }
    return answer(request, wanted, renders.read(wanted), caching, late);
  }

  /** Answers with the result of a reading, which ends when the reader has gone. */
  Future<Void> answer(
      ApiRequest request,
      RenderRequest wanted,
      Renders.Reading reading,
      String caching,
      Function<Throwable, Future<Void>> late) {
    request.raw().response().closeHandler(gone -> reading.leave());
    return inTime(reading.result())
        .onComplete(done -> reading.leave())
        .compose(
            image -> send(prepare(request, wanted, caching), image),
            error -> LateRenders.isLate(error) ? late.apply(error) : Future.failedFuture(error));
  }

  /** The result, or a failure when it takes too long. */
  private Future<RenderedImage> inTime(Future<RenderedImage> result) {
    Promise<RenderedImage> first = Promise.promise();
    long timer =
        vertx.setTimer(
            patience.toMillis(), id -> first.tryFail(new TimeoutException("took too long")));
    result.onComplete(
        done -> {
          vertx.cancelTimer(timer);
          if (done.succeeded()) {
            first.tryComplete(done.result());
          } else {
            first.tryFail(done.cause());
          }
        });
    return first.future();
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
