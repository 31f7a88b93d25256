package io.darkroom.processing.api;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.recipe.Recipe;
import io.darkroom.codecs.recipe.Recipes;
import io.darkroom.kit.http.ApiRequest;
import io.darkroom.kit.http.ApiRouter;
import io.darkroom.processing.api.LinkedImages.Link;
import io.darkroom.processing.api.LinkedImages.LinkedImage;
import io.darkroom.processing.render.RenderRequest;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeoutException;

/** Renders for whoever has a link; any cache on the way may keep them until the link ends. */
final class LinkApi {
  private static final Duration YEAR = Duration.ofDays(365);
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final RenderAnswer answers;
  private final LinkedImages images;
  private final InstantSource clock;

  LinkApi(RenderAnswer answers, LinkedImages images, InstantSource clock) {
    this.answers = answers;
    this.images = images;
    this.clock = clock;
  }

  void mount(ApiRouter router) {
    router.handle("openLink", this::open);
  }

  private Future<Void> open(ApiRequest request) {
    Link link =
        new Link(
            request.pathParam("signature"),
            request.pathParam("imageId"),
            request.pathParam("recipe"));
    return images.find(request, link).compose(found -> answer(request, link, found));
  }

  private Future<Void> answer(ApiRequest request, Link link, LinkedImage found) {
    Recipe recipe = Recipes.parseText(link.recipe());
    RenderRequest wanted =
        new RenderRequest(
            found.sha256(),
            found.file(),
            found.owner(),
            recipe,
            RenderAnswer.accepted(request),
            found.watermarks());
    return answers.unlessKnown(request, wanted, caching(found), LinkApi::late);
  }

  /** Nobody here could own a job that goes on; what is only waiting may be asked for again. */
  private static Future<Void> late(Throwable error) {
    return Future.failedFuture(
        error instanceof TimeoutException
            ? Failure.of(FailureCode.OVERLOADED, "The picture was not ready in time")
                .retryingAfter(RETRY)
                .asException()
            : error);
  }

  /** A link always shows the same bytes, so nobody needs to ask again before it ends. */
  private String caching(LinkedImage found) {
    Instant now = clock.instant();
    Duration left = found.expiresAt().map(end -> Duration.between(now, end)).orElse(YEAR);
    long seconds = Math.clamp(left.toSeconds(), 0, YEAR.toSeconds());
    return "public, max-age=" + seconds + ", immutable";
  }
}
