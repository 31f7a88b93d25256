package io.darkroom.processing.api;

import io.darkroom.engine.EngineDescription;
import io.darkroom.kit.blob.BlobStore;
import io.darkroom.kit.discovery.ServiceClient;
import io.darkroom.kit.http.ApiRouter;
import io.darkroom.processing.render.Renders;
import io.darkroom.processing.render.Uploads;
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
   * @param maxBytes largest body to render
   * @param clock tells when links end
   */
  public ProcessingApi(
      Renders renders,
      Uploads uploads,
      ServiceClient jobs,
      BlobStore blobs,
      EngineDescription engine,
      long maxBytes,
      InstantSource clock) {
    OwnedImages images = new OwnedImages(jobs, blobs);
    this.render = new RenderApi(renders, uploads, images, maxBytes);
    this.links = new LinkApi(new RenderAnswer(renders), new LinkedImages(jobs, blobs), clock);
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
