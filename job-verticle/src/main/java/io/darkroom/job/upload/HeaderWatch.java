package io.darkroom.job.upload;

import io.darkroom.codecs.failure.Failure;
import io.darkroom.codecs.failure.FailureCode;
import io.darkroom.codecs.image.HeaderProbe;
import io.darkroom.codecs.image.ImageFormat;
import io.darkroom.codecs.image.ImageInfo;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Passes a stream on and reads the image header from its first bytes. When the header shows that
 * the image cannot be accepted, the stream fails with the reason and no further byte is read.
 */
final class HeaderWatch implements ReadStream<Buffer> {
  private static final int MAX_PREFIX = 256 * 1024;

  private final ReadStream<Buffer> source;
  private final long announced;
  private final BiConsumer<ImageFormat, Optional<ImageInfo>> rules;
  private Buffer prefix = Buffer.buffer();
  private long needed = 1024;
  private Optional<ImageInfo> info = Optional.empty();
  private Optional<EndWatch> end = Optional.empty();
  private boolean sniffed;
  private boolean settled;
  private boolean failed;
  private Handler<Throwable> onFailure = _ -> {};
  private Handler<Void> onEnd = _ -> {};

  /**
   * Watches a stream.
   *
   * @param announced length of the stream, or -1
   * @param rules throw when a format or header is not acceptable; may be asked several times
   */
  HeaderWatch(
      ReadStream<Buffer> source,
      long announced,
      BiConsumer<ImageFormat, Optional<ImageInfo>> rules) {
    this.source = source;
    this.announced = announced;
    this.rules = rules;
  }

  /** The header; empty when the first bytes were not enough for it. */
  Optional<ImageInfo> info() {
    return info;
  }

  @Override
  public HeaderWatch handler(Handler<Buffer> handler) {
    source.handler(handler == null ? null : chunk -> pass(chunk, handler));
    return this;
  }

  @Override
  public HeaderWatch endHandler(Handler<Void> handler) {
    onEnd = handler == null ? _ -> {} : handler;
    source.endHandler(_ -> finish());
    return this;
  }

  @Override
  public HeaderWatch exceptionHandler(Handler<Throwable> handler) {
    onFailure = handler == null ? _ -> {} : handler;
    source.exceptionHandler(onFailure);
    return this;
  }

  @Override
  public HeaderWatch pause() {
    source.pause();
    return this;
  }

  @Override
  public HeaderWatch resume() {
    if (!failed) {
      source.resume();
    }
    return this;
  }

  @Override
  public HeaderWatch fetch(long amount) {
    if (!failed) {
      source.fetch(amount);
    }
    return this;
  }

  private void pass(Buffer chunk, Handler<Buffer> handler) {
    if (failed) {
      return;
    }
    if (sniffed) {
      end.ifPresent(watch -> watch.take(chunk.getBytes()));
    }
    if (!settled) {
      prefix.appendBuffer(chunk);
      if (prefix.length() >= needed) {
        look(announced);
      }
    }
    if (!failed) {
      handler.handle(chunk);
    }
  }

  private void finish() {
    if (!settled && !failed) {
      look(-1); // what is known of a cut header may say more than that it is cut
    }
    if (!settled && !failed) {
      look(prefix.length());
    }
    if (!failed && end.isPresent() && !end.get().ended()) {
      fail(Failure.of(FailureCode.CORRUPT_IMAGE, "The image ends too early").asException());
    }
    if (!failed) {
      onEnd.handle(null);
    }
  }

  private void look(long total) {
    try {
      sniff();
      switch (HeaderProbe.probe(ByteBuffer.wrap(prefix.getBytes()), total)) {
        case HeaderProbe.Result.Known known -> settle(known.info());
        case HeaderProbe.Result.NeedsMore more -> wait(more);
      }
    } catch (RuntimeException refused) {
      fail(refused);
    }
  }

  private void fail(RuntimeException reason) {
    failed = true;
    source.pause();
    onFailure.handle(reason);
  }

  /** Checks the format as soon as it shows, and begins to look for the end. */
  private void sniff() {
    byte[] head = prefix.getBytes(0, Math.min(prefix.length(), 1024));
    Optional<ImageFormat> format = sniffed ? Optional.empty() : ImageFormat.sniff(head);
    if (format.isPresent()) {
      sniffed = true;
      rules.accept(format.get(), Optional.empty());
      end = EndWatch.of(format.get());
      end.ifPresent(watch -> watch.take(prefix.getBytes()));
    }
  }

  private void settle(ImageInfo known) {
    rules.accept(known.format(), Optional.of(known));
    info = Optional.of(known);
    settled = true;
    prefix = Buffer.buffer();
  }

  private void wait(HeaderProbe.Result.NeedsMore more) {
    more.soFar().ifPresent(soFar -> rules.accept(soFar.format(), more.soFar()));
    needed = Math.max(more.atLeast(), prefix.length() + 1L);
    if (needed > MAX_PREFIX) {
      settled = true;
      prefix = Buffer.buffer();
    }
  }
}
