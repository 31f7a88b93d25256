package io.darkroom.kit.blob;

import io.darkroom.codecs.digest.Sha256;
import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.streams.WriteStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Writes to a file, counting and hashing what passes, and refuses the byte after the limit. */
final class HashingSink implements WriteStream<Buffer> {
  private final AsyncFile file;
  private final long limit;
  private final MessageDigest digest = Sha256.begin();
  private final Promise<Void> idle = Promise.promise();
  private long length;
  private int pending;
  private boolean ending;

  HashingSink(AsyncFile file, long limit) {
    this.file = file;
    this.limit = limit;
  }

  /** What was written; call once, after the end. */
  StoredBlob result() {
    return new StoredBlob(HexFormat.of().formatHex(digest.digest()), length);
  }

  @Override
  public Future<Void> write(Buffer chunk) {
    length += chunk.length();
    if (length > limit) {
      return Future.failedFuture(
          Failure.of(FailureCode.BODY_TOO_LARGE, "More than " + limit + " bytes").asException());
    }
    digest.update(chunk.getBytes());
    pending++;
    return file.write(chunk).onComplete(written -> settled());
  }

  private void settled() {
    pending--;
    if (ending && pending == 0) {
      idle.tryComplete();
    }
  }

  /** Waits for the writes still under way, since a sync only covers what has been written. */
  @Override
  public Future<Void> end() {
    ending = true;
    if (pending == 0) {
      idle.tryComplete();
    }
    return idle.future().compose(v -> file.flush());
  }

  @Override
  public HashingSink exceptionHandler(Handler<Throwable> handler) {
    file.exceptionHandler(handler);
    return this;
  }

  @Override
  public HashingSink setWriteQueueMaxSize(int maxSize) {
    file.setWriteQueueMaxSize(maxSize);
    return this;
  }

  @Override
  public boolean writeQueueFull() {
    // Beyond the limit the file may be closed already, and nobody has to wait for it.
    return length <= limit && file.writeQueueFull();
  }

  @Override
  public HashingSink drainHandler(Handler<Void> handler) {
    file.drainHandler(handler);
    return this;
  }
}
