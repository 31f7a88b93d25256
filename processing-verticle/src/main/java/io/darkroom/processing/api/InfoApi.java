package io.darkroom.processing.api;

import io.darkroom.kit.http.ApiRequest;
import io.darkroom.kit.http.ApiRouter;
import io.darkroom.processing.render.Renders;
import io.darkroom.processing.transform.Cancellation;
import io.vertx.core.Future;

/** What can be said about an image of the caller. */
final class InfoApi {
  private final Renders renders;
  private final OwnedImages images;

  InfoApi(Renders renders, OwnedImages images) {
    this.renders = renders;
    this.images = images;
  }

  void mount(ApiRouter router) {
    router.handle("getImageInfo", this::info);
  }

  private Future<Void> info(ApiRequest request) {
    Cancellation cancellation = new Cancellation();
    request.raw().response().closeHandler(gone -> cancellation.cancel());
    return images
        .find(request, request.pathParam("imageId"))
        .compose(image -> renders.inspect(image.file(), cancellation))
        .compose(details -> request.json(200, InfoView.of(details)));
  }
}
