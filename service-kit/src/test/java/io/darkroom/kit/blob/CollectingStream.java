package io.darkroom.kit.blob;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;

/** Keeps what is written to it. */
final class CollectingStream implements WriteStream<Buffer> {
  private final Buffer all = Buffer.buffer();

  static Future<Buffer> drain(BlobContent content) {
    CollectingStream target = new CollectingStream();
    return content.pipeTo(target).map(v -> target.all);
  }

  @Override
  public Future<Void> write(Buffer chunk) {
    all.appendBuffer(chunk);
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> end() {
    return Future.succeededFuture();
  }

  @Override
  public boolean writeQueueFull() {
    return false;
  }

  @Override
  public WriteStream<Buffer> drainHandler(Handler<Void> handler) {
    return this;
  }

  @Override
  public WriteStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
    return this;
  }

  @Override
  public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
    return this;
  }
}
