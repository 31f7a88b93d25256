package io.darkroom.processing.render;

import io.darkroom.kit.blob.BlobLimits;
import io.darkroom.kit.blob.BlobStore;
import io.darkroom.kit.blob.FileBlobStore;
import io.darkroom.kit.blob.StoredBlob;
import io.darkroom.kit.config.BlobConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Bodies of renders, on disk while they are worked on. They stay out of the blob store proper,
 * where equal bytes may belong to somebody and must not be deleted with the render.
 */
public final class Uploads {
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final Vertx vertx;
  private final Path all;
  private final Path own;

  /** Uploads of one instance below a folder that several may share. */
  public Uploads(Vertx vertx, Path folder, String instance) {
    this.vertx = vertx;
    this.all = folder.toAbsolutePath();
    this.own = all.resolve(instance);
  }

  /**
   * A received body.
   *
   * @param blob its hash and length
   * @param file where it is
   * @param folder what to remove with it
   */
  public record Upload(StoredBlob blob, Path file, Path folder) {}

  /** Receives a body; nothing stays behind when it fails. */
  public Future<Upload> receive(ReadStream<Buffer> body, long maxBytes) {
    Path folder = own.resolve(UUID.randomUUID().toString());
    BlobStore store = new FileBlobStore(vertx, new BlobConfig(folder));
    return store
        .put(body, new BlobLimits(maxBytes))
        .map(blob -> new Upload(blob, store.localPath(blob.sha256()).orElseThrow(), folder))
        .recover(error -> remove(folder).transform(done -> Future.failedFuture(error)));
  }

  /** Removes a body that is not needed any more. */
  public Future<Void> release(Upload upload) {
    return remove(upload.folder());
  }

  /** Removes what this instance, and instances that died a day ago, have left. */
  public Future<Void> clear() {
    return vertx.executeBlocking(
        () -> {
          delete(own);
          Instant limit = Instant.now().minus(ABANDONED);
          for (Path instance : children(all)) {
            if (Files.getLastModifiedTime(instance).toInstant().isBefore(limit)) {
              delete(instance);
            }
          }
          return null;
        },
        false);
  }

  private Future<Void> remove(Path folder) {
    return vertx.executeBlocking(
        () -> {
          delete(folder);
          return null;
        },
        false);
  }

  private static List<Path> children(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
