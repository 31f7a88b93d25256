package io.darkroom.kit.blob;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;
import java.util.function.Supplier;

/** An opened range of a blob. Either pipe it, which closes it, or close it. */
public final class BlobContent {
  private final long total;
  private final long offset;
  private final long length;
  private final ReadStream<Buffer> stream;
  private final Supplier<Future<Void>> closer;

  BlobContent(
      long total,
      long offset,
      long length,
      ReadStream<Buffer> stream,
      Supplier<Future<Void>> closer) {
    this.total = total;
    this.offset = offset;
    this.length = length;
    this.stream = stream;
    this.closer = closer;
  }

  /** Length of the whole blob in bytes. */
  public long total() {
    return total;
  }

  /** Where the range starts. */
  public long offset() {
    return offset;
  }

  /** How many bytes the stream will bring. */
  public long length() {
    return length;
  }

  /** The bytes, paused until somebody reads. */
  public ReadStream<Buffer> stream() {
    return stream;
  }

  /** Sends all bytes to the target, ends it, and closes this content in any case. */
  public Future<Void> pipeTo(WriteStream<Buffer> target) {
    return stream.pipeTo(target).eventually(this::close);
  }

  /** Gives up what is not read. Idempotent. */
  public Future<Void> close() {
    return closer.get();
  }
}
