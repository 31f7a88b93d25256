package io.darkroom.processing;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** A body that brings a number of bytes without having said so before. */
final class EndlessBody implements ReadStream<Buffer> {
  private static final int CHUNK = 16 << 10;

  private final Context context;
  private long rest;
  private boolean flowing;
  private Handler<Buffer> handler;
  private Handler<Void> endHandler;

  EndlessBody(Context context, long bytes) {
    this.context = context;
    this.rest = bytes;
  }

  private void emit() {
    if (!flowing || handler == null) {
      return;
    }
    if (rest <= 0) {
      flowing = false;
      endHandler.handle(null);
      return;
    }
    rest -= CHUNK;
    handler.handle(Buffer.buffer(new byte[CHUNK]));
    context.runOnContext(v -> emit());
  }

  @Override
  public ReadStream<Buffer> handler(Handler<Buffer> to) {
    handler = to;
    return this;
  }

  @Override
  public ReadStream<Buffer> pause() {
    flowing = false;
    return this;
  }

  @Override
  public ReadStream<Buffer> resume() {
    if (!flowing) {
      flowing = true;
      context.runOnContext(v -> emit());
    }
    return this;
  }

  @Override
  public ReadStream<Buffer> fetch(long amount) {
    return resume();
  }

  @Override
  public ReadStream<Buffer> endHandler(Handler<Void> to) {
    endHandler = to;
    return this;
  }

  @Override
  public ReadStream<Buffer> exceptionHandler(Handler<Throwable> to) {
    return this;
  }
}
