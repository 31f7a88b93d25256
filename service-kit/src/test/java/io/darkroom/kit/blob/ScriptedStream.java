package io.darkroom.kit.blob;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Supplier;

/** A source of chunks on a context of its own that respects demand and may break at its end. */
final class ScriptedStream implements ReadStream<Buffer> {
  private final Context context;
  private final Deque<Buffer> chunks;
  private final Throwable failure;
  private Handler<Buffer> handler;
  private Handler<Void> endHandler;
  private Handler<Throwable> exceptionHandler;
  private long demand;
  private boolean ended;

  private ScriptedStream(Context context, Deque<Buffer> chunks, Throwable failure) {
    this.context = context;
    this.chunks = chunks;
    this.failure = failure;
  }

  static ScriptedStream of(Vertx vertx, byte[] bytes, int chunk) {
    Deque<Buffer> chunks = new ArrayDeque<>();
    for (int from = 0; from < bytes.length; from += chunk) {
      int to = Math.min(bytes.length, from + chunk);
      chunks.add(Buffer.buffer(Arrays.copyOfRange(bytes, from, to)));
    }
    return new ScriptedStream(vertx.getOrCreateContext(), chunks, null);
  }

  ScriptedStream breakingWith(Throwable cause) {
    return new ScriptedStream(context, chunks, cause);
  }

  /** Runs the reader where the stream lives, as a request handler would. */
  <T> Future<T> onContext(Supplier<Future<T>> reader) {
    Promise<T> result = Promise.promise();
    context.runOnContext(v -> reader.get().onComplete(result));
    return result.future();
  }

  private void emit() {
    if (demand == 0 || ended) {
      return;
    }
    Buffer next = chunks.poll();
    if (next == null) {
      ended = true;
      finish();
      return;
    }
    if (demand != Long.MAX_VALUE) {
      demand--;
    }
    if (handler != null) {
      handler.handle(next);
    }
    context.runOnContext(v -> emit());
  }

  private void finish() {
    if (failure != null && exceptionHandler != null) {
      exceptionHandler.handle(failure);
    } else if (endHandler != null) {
      endHandler.handle(null);
    }
  }

  @Override
  public ReadStream<Buffer> fetch(long amount) {
    demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
    context.runOnContext(v -> emit());
    return this;
  }

  @Override
  public ReadStream<Buffer> pause() {
    demand = 0;
    return this;
  }

  @Override
  public ReadStream<Buffer> resume() {
    return fetch(Long.MAX_VALUE);
  }

  @Override
  public ReadStream<Buffer> handler(Handler<Buffer> to) {
    handler = to;
    return this;
  }

  @Override
  public ReadStream<Buffer> endHandler(Handler<Void> to) {
    endHandler = to;
    return this;
  }

  @Override
  public ReadStream<Buffer> exceptionHandler(Handler<Throwable> to) {
    exceptionHandler = to;
    return this;
  }
}
