package io.darkroom.kit.blob;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.kit.config.BlobConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.FileSystem;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Blobs as files in a two-level tree, {@code ab/cd/abcd…}, on one file system. */
public final class FileBlobStore implements BlobStore {
  private static final int READ_BUFFER = 128 * 1024;

  private final Vertx vertx;
  private final FileSystem fs;
  private final BlobPaths paths;
  private final BlobFiles files;

  /** A store in the configured folder, which is made on the first put. */
  public FileBlobStore(Vertx vertx, BlobConfig config) {
    this.vertx = vertx;
    this.fs = vertx.fileSystem();
    this.paths = new BlobPaths(config.folder().toAbsolutePath());
    this.files = new BlobFiles(paths);
  }

  @Override
  public Future<StoredBlob> put(ReadStream<Buffer> source, BlobLimits limits) {
    source.pause();
    return blocking(files::newTemp).compose(temp -> receive(source, limits, temp));
  }

  private Future<StoredBlob> receive(ReadStream<Buffer> source, BlobLimits limits, Path temp) {
    OpenOptions create = new OpenOptions().setRead(false).setWrite(true).setCreateNew(true);
    return fs.open(temp.toString(), create)
        .compose(file -> fill(source, new HashingSink(file, limits.maxBytes()), file))
        .compose(blob -> blocking(() -> publish(temp, blob)))
        .recover(error -> discard(temp, error));
  }

  private static Future<StoredBlob> fill(
      ReadStream<Buffer> source, HashingSink sink, AsyncFile file) {
    return source
        .pipe()
        .endOnFailure(false)
        .to(sink)
        .eventually(file::close)
        .map(v -> sink.result());
  }

  private StoredBlob publish(Path temp, StoredBlob blob) throws IOException {
    files.publish(temp, blob);
    return blob;
  }

  private Future<StoredBlob> discard(Path temp, Throwable error) {
    return blocking(() -> Files.deleteIfExists(temp)).transform(done -> Future.failedFuture(error));
  }

  @Override
  public Future<StoredBlob> put(Buffer bytes) {
    return put(ByteBuffer.wrap(bytes.getBytes()));
  }

  @Override
  public Future<StoredBlob> put(ByteBuffer bytes) {
    ByteBuffer view = bytes.asReadOnlyBuffer();
    return blocking(() -> files.write(view));
  }

  @Override
  public Future<BlobContent> open(String sha256, long offset, long length) {
    return blocking(() -> requireSize(sha256, offset))
        .compose(total -> open(paths.of(sha256), total, offset, length));
  }

  private long requireSize(String sha256, long offset) throws IOException {
    long total = Files.size(paths.of(sha256));
    if (offset < 0 || offset > total || (offset == total && total > 0)) {
      throw Failure.of(FailureCode.RANGE_NOT_SATISFIABLE).asException();
    }
    return total;
  }

  private Future<BlobContent> open(Path path, long total, long offset, long length) {
    long available = Math.min(length, total - offset);
    return fs.open(path.toString(), new OpenOptions().setWrite(false).setCreate(false))
        .map(file -> content(file, total, offset, available));
  }

  private static BlobContent content(AsyncFile file, long total, long offset, long length) {
    file.pause();
    file.setReadBufferSize(READ_BUFFER).setReadPos(offset).setReadLength(length);
    return new BlobContent(total, offset, length, file, new OnceClosing(file)::close);
  }

  @Override
  public Future<Optional<Long>> size(String sha256) {
    return blocking(() -> sizeOf(paths.of(sha256)));
  }

  private static Optional<Long> sizeOf(Path path) throws IOException {
    try {
      return Optional.of(Files.size(path));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<Path> localPath(String sha256) {
    return Optional.of(paths.of(sha256)).filter(Files::isRegularFile);
  }

  @Override
  public Future<Void> delete(String sha256) {
    return blocking(() -> Files.deleteIfExists(paths.of(sha256))).mapEmpty();
  }

  @Override
  public Future<Integer> sweepTemp(Duration olderThan) {
    return blocking(() -> files.sweep(olderThan));
  }

  private <T> Future<T> blocking(Callable<T> work) {
    return vertx.executeBlocking(work, false).recover(error -> Future.failedFuture(mapped(error)));
  }

  private static Throwable mapped(Throwable error) {
    if (error instanceof NoSuchFileException) {
      return Failure.of(FailureCode.NOT_FOUND).asException(error);
    }
    if (error instanceof IOException || error instanceof UncheckedIOException) {
      return Failure.of(FailureCode.UNAVAILABLE, "The blob store is not available")
          .asException(error);
    }
    return error;
  }
}
