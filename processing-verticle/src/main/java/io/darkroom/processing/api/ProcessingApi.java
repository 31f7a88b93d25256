package io.darkroom.processing.api;

import io.darkroom.engine.EngineDescription;
import io.darkroom.kit.blob.BlobStore;
import io.darkroom.kit.discovery.ServiceClient;
import io.darkroom.kit.http.ApiRouter;
import io.darkroom.processing.config.RenderConfig;
import io.darkroom.processing.render.Renders;
import io.darkroom.processing.render.Uploads;
import io.vertx.core.Vertx;
import java.time.InstantSource;

/** Everything the service answers over HTTP. */
public final class ProcessingApi {
  private final RenderApi render;
  private final LinkApi links;
  private final InfoApi info;
  private final OperationsApi operations;

  /**
   * The operations over these parts.
   *
   * @param late makes jobs of renders that take too long
   * @param limits of renders
   * @param clock tells when links end
   */
  public ProcessingApi(
      Vertx vertx,
      Renders renders,
      Uploads uploads,
      ServiceClient jobs,
      ServiceClient late,
      BlobStore blobs,
      EngineDescription engine,
      RenderConfig limits,
      InstantSource clock) {
    OwnedImages images = new OwnedImages(jobs, blobs);
    RenderAnswer answers = new RenderAnswer(vertx, renders, limits.patience());
    this.render =
        new RenderApi(
            renders,
            answers,
            uploads,
            images,
            new LateRenders(vertx, late),
            limits.maxBytes().bytes());
    this.links = new LinkApi(answers, new LinkedImages(jobs, blobs), clock);
    this.info = new InfoApi(renders, images);
    this.operations = new OperationsApi(engine);
  }

  /** Adds the handlers. */
  public void mount(ApiRouter router) {
    render.mount(router);
    links.mount(router);
    info.mount(router);
    operations.mount(router);
  }
}
