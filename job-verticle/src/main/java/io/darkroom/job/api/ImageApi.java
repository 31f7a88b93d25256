package io.darkroom.job.api;

import io.darkroom.codecs.id.IdKind;
import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.job.store.BlobCollector;
import io.darkroom.job.store.ImagePurge;
import io.darkroom.job.store.ImageStore;
import io.darkroom.job.store.StoredImage;
import io.darkroom.job.upload.UploadIntake;
import io.darkroom.job.upload.UploadIntake.Upload;
import io.darkroom.job.upload.UploadRules;
import io.darkroom.kit.http.ApiRequest;
import io.darkroom.kit.http.ApiRouter;
import io.vertx.core.Future;
import java.util.Optional;

/** Images: upload, list, look up, download, delete. */
public final class ImageApi {
  private static final String ABSENT = "There is no such image";

  private final ImageStore images;
  private final ImagePurge purge;
  private final BlobCollector collector;
  private final UploadIntake intake;
  private final UploadRules rules;
  private final OwnerQuota quotas;
  private final BlobAnswer answer;
  private final Runnable changed;

  /**
   * The operations on images.
   *
   * @param changed run when something was committed that others should hear of
   */
  public ImageApi(
      ImageStore images,
      ImagePurge purge,
      BlobCollector collector,
      UploadIntake intake,
      UploadRules rules,
      OwnerQuota quotas,
      io.darkroom.kit.blob.BlobStore blobs,
      Runnable changed) {
    this.images = images;
    this.purge = purge;
    this.collector = collector;
    this.intake = intake;
    this.rules = rules;
    this.quotas = quotas;
    this.answer = new BlobAnswer(blobs);
    this.changed = changed;
  }

  /** Adds the operations to a router. */
  public void mount(ApiRouter router) {
    router.stream("uploadImage", this::upload)
        .handle("listImages", this::list)
        .handle("getImage", this::get)
        .stream("getImageContent", this::content)
        .handle("deleteImage", this::delete);
  }

  private Future<Void> upload(ApiRequest request) {
    return request.header("content-type").orElse("").startsWith("multipart/form-data")
        ? uploadForm(request)
        : uploadBody(request);
  }

  private Future<Void> uploadForm(ApiRequest request) {
    String owner = request.caller().userId();
    return new MultipartUpload(
            intake, rules, owner, quotas.of(request.caller()), image -> remove(owner, image.id()))
        .receive(request.raw().request())
        .compose(
            images ->
                images.size() == 1
                    ? created(request, images.getFirst())
                    : request.json(201, images.stream().map(ImageView::of).toList()));
  }

  private Future<Void> uploadBody(ApiRequest request) {
    long announced = request.header("content-length").map(Long::parseLong).orElse(-1L);
    Optional<ImageFormat> promised = rules.promised(request.header("content-type"));
    rules.requireLength(announced);
    String given = FileName.cleaned(request.queryParam("name").orElse(""));
    String name = given.isEmpty() ? "image" : given;
    Upload upload =
        new Upload(
            request.caller().userId(), name, promised, announced, quotas.of(request.caller()));
    return intake.take(upload, request.raw().request()).compose(image -> created(request, image));
  }

  private static Future<Void> created(ApiRequest request, StoredImage image) {
    request.raw().response().putHeader("Location", "/api/images/" + image.id());
    return request.json(201, ImageView.of(image));
  }

  private Future<Void> list(ApiRequest request) {
    return images
        .list(
            request.caller().userId(),
            request.queryParam("q"),
            Cursor.after(request, IdKind.IMAGE),
            Cursor.limit(request, "limit", 50))
        .compose(page -> request.json(200, PageView.of(page, ImageView::of)));
  }

  private Future<Void> get(ApiRequest request) {
    return find(request).compose(image -> request.json(200, ImageView.of(image)));
  }

  private Future<Void> content(ApiRequest request) {
    return find(request)
        .compose(
            image ->
                answer.send(
                    request,
                    new BlobAnswer.File(
                        image.sha256(),
                        image.bytes(),
                        ImageView.mediaType(image.format()),
                        image.name())));
  }

  private Future<Void> delete(ApiRequest request) {
    return remove(request.caller().userId(), request.pathParam("imageId"))
        .compose(_ -> request.empty(204));
  }

  private Future<Void> remove(String owner, String id) {
    return purge
        .delete(owner, id)
        .map(Found.or(ABSENT))
        .compose(
            released -> {
              changed.run();
              return collector.collect(released);
            });
  }

  private Future<StoredImage> find(ApiRequest request) {
    return images
        .find(request.caller().userId(), request.pathParam("imageId"))
        .map(Found.or(ABSENT));
  }
}
