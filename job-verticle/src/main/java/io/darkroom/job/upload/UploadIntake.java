package io.darkroom.job.upload;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.id.IdKind;
import io.darkroom.codecs.image.HeaderProbe;
import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.image.ImageInfo;
import io.darkroom.job.store.BlobCollector;
import io.darkroom.job.store.ImageStore;
import io.darkroom.job.store.MissingBlobsException;
import io.darkroom.job.store.Quota;
import io.darkroom.job.store.StoredImage;
import io.darkroom.kit.blob.BlobLimits;
import io.darkroom.kit.blob.BlobStore;
import io.darkroom.kit.blob.StoredBlob;
import io.darkroom.kit.service.ServiceContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** Takes one image in: bytes to the blob store, then a row to the database, or nothing at all. */
public final class UploadIntake {
  private final Vertx vertx;
  private final BlobStore blobs;
  private final ImageStore images;
  private final BlobCollector collector;
  private final UploadRules rules;
  private final ServiceContext context;

  /** An intake with these rules. */
  public UploadIntake(
      Vertx vertx,
      BlobStore blobs,
      ImageStore images,
      BlobCollector collector,
      UploadRules rules,
      ServiceContext context) {
    this.vertx = vertx;
    this.blobs = blobs;
    this.images = images;
    this.collector = collector;
    this.rules = rules;
    this.context = context;
  }

  /**
   * An image on its way in.
   *
   * @param owner whose it will be
   * @param name its file name
   * @param promised the format it was announced as
   * @param announced its length, or -1 when that is not known
   * @param quota what the owner may store
   */
  public record Upload(
      String owner, String name, Optional<ImageFormat> promised, long announced, Quota quota) {}

  /** Reads the whole body and stores it. When it fails nothing is left. */
  public Future<StoredImage> take(Upload upload, ReadStream<Buffer> body) {
    HeaderWatch watch =
        new HeaderWatch(body, upload.announced(), (format, info) -> check(upload, format, info));
    return blobs
        .put(watch, new BlobLimits(rules.maxBytes()))
        .compose(blob -> accept(upload, blob, watch.info()));
  }

  private void check(Upload upload, ImageFormat format, Optional<ImageInfo> info) {
    rules.requirePromise(upload.promised(), format);
    info.ifPresent(rules::requireLimits);
  }

  private Future<StoredImage> accept(Upload upload, StoredBlob blob, Optional<ImageInfo> early) {
    return early
        .map(Future::succeededFuture)
        .orElseGet(() -> probeWhole(upload, blob))
        .compose(info -> store(upload, blob, info))
        .recover(error -> abandon(blob, error));
  }

  /** The header was not at the start (TIFF), or is spread over the file (animations). */
  private Future<ImageInfo> probeWhole(Upload upload, StoredBlob blob) {
    Optional<Path> file = blobs.localPath(blob.sha256());
    if (blob.length() == 0) {
      return Future.failedFuture(UploadRules.empty());
    }
    if (file.isEmpty()) {
      return Future.failedFuture(Failure.of(FailureCode.UNAVAILABLE).asException());
    }
    return vertx
        .executeBlocking(() -> probe(file.get()), false)
        .map(
            info -> {
              check(upload, info.format(), Optional.of(info));
              return info;
            });
  }

  private static ImageInfo probe(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      var bytes = channel.map(MapMode.READ_ONLY, 0, channel.size());
      return switch (HeaderProbe.probe(bytes, channel.size())) {
        case HeaderProbe.Result.Known known -> known.info();
        case HeaderProbe.Result.NeedsMore more ->
            more.soFar()
                .orElseThrow(
                    () ->
                        Failure.of(FailureCode.CORRUPT_IMAGE, "The image ends within its header")
                            .asException());
      };
    }
  }

  private Future<StoredImage> store(Upload upload, StoredBlob blob, ImageInfo info) {
    StoredImage image =
        new StoredImage(
            context.ids().next(IdKind.IMAGE),
            upload.owner(),
            upload.name(),
            blob.sha256(),
            info.format().wire(),
            info.width(),
            info.height(),
            info.frames(),
            blob.length(),
            info.progressive(),
            rules.laneOf(info),
            context.clock().instant().truncatedTo(java.time.temporal.ChronoUnit.MILLIS));
    return images.insert(image, upload.quota()).map(image);
  }

  /** Nobody needs these bytes, unless others have the same: the collector decides. */
  private Future<StoredImage> abandon(StoredBlob blob, Throwable error) {
    Throwable answer =
        error instanceof MissingBlobsException
            ? Failure.of(FailureCode.UNAVAILABLE, "The image has to be sent again").asException()
            : error;
    return images
        .abandon(blob.sha256(), blob.length())
        .compose(_ -> collector.collect(List.of(blob.sha256())))
        .transform(_ -> Future.failedFuture(answer));
  }
}
