package io.darkroom.gateway.proxy;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** A body that fails when more of it arrives than is allowed. */
final class LimitedBody implements ReadStream<Buffer> {
  private final ReadStream<Buffer> source;
  private final long limit;
  private Handler<Throwable> onFailure = ignored -> {};
  private long seen;
  private boolean exceeded;

  LimitedBody(ReadStream<Buffer> source, long limit) {
    this.source = source;
    this.limit = limit;
  }

  /** Whether more arrived than is allowed. */
  boolean exceeded() {
    return exceeded;
  }

  @Override
  public ReadStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
    onFailure = handler == null ? ignored -> {} : handler;
    source.exceptionHandler(handler);
    return this;
  }

  @Override
  public ReadStream<Buffer> handler(Handler<Buffer> handler) {
    source.handler(handler == null ? null : chunk -> pass(chunk, handler));
    return this;
  }

  @Override
  public ReadStream<Buffer> pause() {
    source.pause();
    return this;
  }

  @Override
  public ReadStream<Buffer> resume() {
    source.resume();
    return this;
  }

  @Override
  public ReadStream<Buffer> fetch(long amount) {
    source.fetch(amount);
    return this;
  }

  @Override
  public ReadStream<Buffer> endHandler(Handler<Void> handler) {
    source.endHandler(handler == null ? null : end -> end(handler));
    return this;
  }

  private void pass(Buffer chunk, Handler<Buffer> handler) {
    seen += chunk.length();
    if (seen <= limit) {
      handler.handle(chunk);
    } else if (!exceeded) {
      exceeded = true;
      onFailure.handle(tooLarge(limit).asException());
    }
  }

  /** A body that was too long has no good end. */
  private void end(Handler<Void> handler) {
    if (!exceeded) {
      handler.handle(null);
    }
  }

  static Failure tooLarge(long limit) {
    return Failure.of(FailureCode.BODY_TOO_LARGE, "The body may have " + limit + " bytes at most");
  }
}
